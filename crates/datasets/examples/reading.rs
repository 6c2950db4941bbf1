//! How fast a table of numbers is read, beside the csv crate and `str::parse` alone, and how much memory it takes:
//! `cargo run -p datasets --example reading -- [ROWS] [COLUMNS]`.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;
use std::time::Instant;

use experiment::{Experiment, Spec, check, spec};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut sizes = std::env::args().skip(1).map(|size| size.parse());
    let (rows, columns) = (sizes.next().unwrap_or(Ok(100_000))?, sizes.next().unwrap_or(Ok(100))?);
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("data.csv");
    write(&path, rows, columns)?;
    let parsed = (8 * rows * columns) as f64;
    println!("{rows} rows of {columns} columns, {:.0} MB", fs::metadata(&path)?.len() as f64 / 1e6);
    let spec = spec()?;
    for _ in 0..3 {
        let start = Instant::now();
        let before = peak();
        let loaded = datasets::load(&spec, folder.path()).map_err(|errors| errors.to_string())?;
        let (ours, held) = (start.elapsed().as_secs_f64(), peak() - before);
        assert_eq!(loaded.dataset.inputs.rows(), rows);
        drop(loaded);
        let start = Instant::now();
        let count = plain(&path)?;
        let theirs = start.elapsed().as_secs_f64();
        assert_eq!(count, rows * (columns + 1));
        let ratio = ours / theirs;
        println!("load {ours:.2} s, csv and parse {theirs:.2} s, ratio {ratio:.2}; peak {:.3} parsed", held / parsed);
    }
    Ok(())
}

fn write(path: &Path, rows: usize, columns: usize) -> std::io::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    let names: Vec<String> = (0..columns).map(|column| format!("c{column}")).collect();
    writeln!(file, "{},y", names.join(","))?;
    for row in 0..rows {
        for column in 0..columns {
            write!(file, "{}.{:03},", (row * 31 + column * 7) % 1000, (row * 17 + column) % 997)?;
        }
        writeln!(file, "{}", row % 3)?;
    }
    file.flush()
}

fn spec() -> Result<Spec, String> {
    let text = "title = \"t\"\n[dataset]\nname = \"csv\"\npath = \"data.csv\"\ntarget = \"y\"\n\
                task = \"classification\"\nscale = \"standard\"\ntest = 0.2\n[network]\n[training]\n";
    let parsed =
        check::parse::<Experiment>("reading.toml", text, &[], spec::check).map_err(|faults| faults.to_string());
    Ok(parsed?.base.first_spec())
}

/// Every cell as a number, in one list.
fn plain(path: &Path) -> Result<usize, Box<dyn std::error::Error>> {
    let mut reader = csv::ReaderBuilder::new().buffer_capacity(1 << 16).from_path(path)?;
    let (mut record, mut values) = (csv::StringRecord::new(), Vec::<f64>::new());
    while reader.read_record(&mut record)? {
        for cell in &record {
            values.push(cell.parse()?);
        }
    }
    Ok(values.len())
}

/// The most memory this process has held, in bytes; 0 where the system does not count it.
fn peak() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    let kilobytes = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<f64>().ok());
    1024.0 * kilobytes.unwrap_or(0.0)
}
