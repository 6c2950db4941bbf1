//! `--shard auto`: which part of a sweep a job array asks for, by the variables that it sets.

use runner::shard::Shard;

/// The value of `--shard`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShardFlag {
    /// Written out, as in `2/8`.
    Written(Shard),
    /// The task of a job array.
    Auto,
}

/// Reads the value of the flag.
pub fn parse(text: &str) -> Result<ShardFlag, String> {
    if text == "auto" { Ok(ShardFlag::Auto) } else { text.parse().map(ShardFlag::Written) }
}

impl ShardFlag {
    /// The part that is meant.
    ///
    /// # Errors
    /// If there is no job array.
    pub fn shard(self) -> Result<Shard, String> {
        match self {
            ShardFlag::Written(shard) => Ok(shard),
            ShardFlag::Auto => of_array(|name| std::env::var(name).ok()),
        }
    }
}

/// The names of a scheduler's variables: the task, the first and the last one, and their distance.
struct Array {
    task: &'static str,
    first: &'static str,
    last: &'static str,
    step: &'static str,
}

/// Slurm; Sun Grid Engine and its successors.
const ARRAYS: [Array; 2] = [
    Array {
        task: "SLURM_ARRAY_TASK_ID",
        first: "SLURM_ARRAY_TASK_MIN",
        last: "SLURM_ARRAY_TASK_MAX",
        step: "SLURM_ARRAY_TASK_STEP",
    },
    Array { task: "SGE_TASK_ID", first: "SGE_TASK_FIRST", last: "SGE_TASK_LAST", step: "SGE_TASK_STEPSIZE" },
];

fn of_array(variable: impl Fn(&str) -> Option<String>) -> Result<Shard, String> {
    let number = |name: &str| variable(name)?.parse::<u64>().ok();
    for array in ARRAYS {
        let Some(task) = number(array.task) else { continue };
        let step = number(array.step).unwrap_or(1).max(1);
        let shard = number(array.first).zip(number(array.last)).and_then(|(first, last)| {
            Shard::new(task.checked_sub(first)? / step + 1, last.checked_sub(first)? / step + 1)
        });
        return shard.ok_or_else(|| format!("{} is set, and {} or {} is not", array.task, array.first, array.last));
    }
    let names = ARRAYS.map(|array| array.task).join(" nor ");
    Err(format!("--shard auto is for a task of a job array, and neither {names} is set\n  = write --shard K/N"))
}

#[cfg(test)]
mod tests {
    use runner::shard::Shard;

    use super::of_array;

    fn said(variables: &[(&str, &str)]) -> Result<Shard, String> {
        of_array(|name| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn the_variables_of_a_job_array_name_the_part() {
        let slurm = |task, first, last, step| {
            said(&[
                ("SLURM_ARRAY_TASK_ID", task),
                ("SLURM_ARRAY_TASK_MIN", first),
                ("SLURM_ARRAY_TASK_MAX", last),
                ("SLURM_ARRAY_TASK_STEP", step),
            ])
        };
        assert_eq!(slurm("1", "1", "4", "1").ok(), Shard::new(1, 4));
        assert_eq!(slurm("3", "0", "3", "1").ok(), Shard::new(4, 4));
        // --array=10-20:5 has the tasks 10, 15 and 20.
        assert_eq!(slurm("15", "10", "20", "5").ok(), Shard::new(2, 3));
        assert!(said(&[("SLURM_ARRAY_TASK_ID", "1")]).is_err_and(|said| said.contains("SLURM_ARRAY_TASK_MIN")));
        let sge = [("SGE_TASK_ID", "2"), ("SGE_TASK_FIRST", "1"), ("SGE_TASK_LAST", "2")];
        assert_eq!(said(&sge).ok(), Shard::new(2, 2));
        assert!(said(&[]).is_err_and(|said| said.contains("write --shard K/N")));
    }
}
