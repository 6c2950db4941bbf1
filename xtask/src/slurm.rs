//! `slurm`: a job array that trains the runs of experiments part by part, and a job that merges the parts.
//!
//! Every task writes into a folder of its own, so the folder that they share needs no locks. A task that is killed or
//! requeued goes on from its finished runs. The merging job waits until the array has ended, in whatever way.

use std::fs;

use crate::configs;
use crate::flags::SlurmFlags;
use crate::outcome::{Error, Outcome, Result, unwritten};
use crate::report::{may_be_written, whole};
use crate::terminal;

/// By this line a script is known as one of ours.
const OURS: &str = "#!/bin/sh\n# Written by `longhand slurm`.\n";

/// Writes the scripts, once the configs are in order, and says how to submit them.
pub fn slurm(flags: &SlurmFlags) -> Result {
    configs::read(&flags.experiments.configs, &flags.experiments.settings)?;
    let folder = &flags.scripts;
    let unwritten = |error| Error::failed(unwritten::message(folder, &error, "--scripts"));
    fs::create_dir_all(folder).map_err(unwritten)?;
    let program = std::env::current_exe()
        .map_err(|error| Error::failed(format!("where this program lies cannot be known: {error}")))?;
    let scripts = Scripts {
        program: configs::shell_quoted(&program.display().to_string()),
        arguments: arguments(flags),
        out: configs::shell_quoted(&flags.out.display().to_string()),
        folder: configs::shell_quoted(&folder.display().to_string()),
        tasks: flags.array,
    };
    for (name, text) in scripts.all() {
        let path = folder.join(name);
        may_be_written(&path, |there| there.starts_with(OURS))?;
        whole(&path, text.as_bytes()).map_err(unwritten)?;
    }
    terminal::stdout(&format!("sh {}", configs::shell_quoted(&folder.join("submit.sh").display().to_string())));
    Ok(Outcome::Success)
}

/// The configs and the settings, as the command line had them.
fn arguments(flags: &SlurmFlags) -> String {
    let configs = flags.experiments.configs.iter().map(|config| configs::shell_quoted(&config.display().to_string()));
    let settings = flags.experiments.settings.iter().map(|setting| format!("--set {}", configs::shell_quoted(setting)));
    configs.chain(settings).collect::<Vec<_>>().join(" ")
}

/// What the scripts are made of; every text is quoted for a shell.
struct Scripts {
    program: String,
    arguments: String,
    out: String,
    folder: String,
    tasks: u16,
}

impl Scripts {
    fn all(&self) -> [(&'static str, String); 3] {
        [("array.sh", self.array()), ("merge.sh", self.merge()), ("submit.sh", self.submit())]
    }

    fn array(&self) -> String {
        let Scripts { program, arguments, folder, tasks, .. } = self;
        format!(
            "{OURS}#SBATCH --job-name=longhand\n#SBATCH --array=1-{tasks}\n#SBATCH --requeue\n\
             #SBATCH --open-mode=append\nset -eu\n\
             exec {program} run {arguments} --shard auto --jobs \"${{SLURM_CPUS_PER_TASK:-1}}\" \
             --out {folder}/parts/\"$SLURM_ARRAY_TASK_ID\"\n"
        )
    }

    fn merge(&self) -> String {
        let Scripts { program, arguments, folder, out, .. } = self;
        format!(
            "{OURS}#SBATCH --job-name=longhand-merge\n#SBATCH --open-mode=append\nset -eu\n\
             {program} merge --out {out} {folder}/parts/*\nexec {program} report {arguments} --out {out}\n"
        )
    }

    /// The merging job runs when every task has ended; it says which runs are missing if one has failed.
    fn submit(&self) -> String {
        let folder = &self.folder;
        format!(
            "{OURS}set -eu\narray=$(sbatch --parsable --output={folder}/array-%a.log {folder}/array.sh)\n\
             merge=$(sbatch --parsable --dependency=afterany:\"$array\" --output={folder}/merge.log \
             {folder}/merge.sh)\n\
             echo \"array $array, merge $merge\"\n"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Scripts;

    #[test]
    fn the_merging_job_waits_for_every_task() {
        let text = |text: &str| text.to_owned();
        let scripts = Scripts {
            program: text("longhand"),
            arguments: text("a.toml --set 'seeds=[1,2]'"),
            out: text("reports"),
            folder: text("slurm"),
            tasks: 8,
        };
        let [(_, array), (_, merge), (_, submit)] = scripts.all();
        assert!(array.contains("#SBATCH --array=1-8\n") && array.contains("#SBATCH --requeue\n"), "{array}");
        let run = "exec longhand run a.toml --set 'seeds=[1,2]' --shard auto --jobs \"${SLURM_CPUS_PER_TASK:-1}\" \
                   --out slurm/parts/\"$SLURM_ARRAY_TASK_ID\"\n";
        assert!(array.ends_with(run), "{array}");
        assert!(merge.contains("longhand merge --out reports slurm/parts/*\n"), "{merge}");
        assert!(merge.ends_with("exec longhand report a.toml --set 'seeds=[1,2]' --out reports\n"), "{merge}");
        assert!(submit.contains("--dependency=afterany:\"$array\""), "{submit}");
    }
}
