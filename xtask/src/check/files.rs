//! `gradients.csv` and `gradients-trained.csv`: every element of the gradient with the value of each witness.

use std::fs;
use std::io;
use std::path::Path;

use engine::Layout;
use engine::certificate::Certificate;
use runner::check::Checked;

use crate::outcome::Result;
use crate::report::{may_be_written, whole};

/// The witnesses in the order of the columns.
const COLUMNS: [&str; 5] = ["hand", "dual", "burn-flex", "burn-ndarray", "difference"];

/// The gradients before and after training.
const NAMES: [&str; 2] = ["gradients.csv", "gradients-trained.csv"];

/// Writes both files.
pub fn save_gradients(folder: &Path, checked: &Checked) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    whole(&folder.join(NAMES[0]), csv(&checked.layout, &checked.initial).as_bytes())?;
    whole(&folder.join(NAMES[1]), csv(&checked.layout, &checked.trained).as_bytes())
}

/// Fails where a file of such a name exists that Longhand did not write.
pub fn may_be_saved(folder: &Path) -> Result<()> {
    let ours = |there: &str| there.starts_with("parameter,row,column,");
    NAMES.iter().try_for_each(|name| may_be_written(&folder.join(name), ours))
}

/// 17 digits, so that the very number can be read back; a cell is empty where a witness did not check.
fn csv(layout: &Layout, certificate: &Certificate) -> String {
    let mut text = format!("parameter,row,column,{}\n", COLUMNS.join(","));
    for tensor in &layout.tensors {
        for (at, index) in tensor.range().enumerate() {
            let (row, column) = (at / tensor.columns, at % tensor.columns);
            text.push_str(&format!("{},{row},{column}", tensor.name));
            for name in COLUMNS {
                let value = value(certificate, index, name).map(|value| format!("{value:.16e}"));
                text.push(',');
                text.push_str(&value.unwrap_or_default());
            }
            text.push('\n');
        }
    }
    text
}

fn value(certificate: &Certificate, index: usize, name: &str) -> Option<f64> {
    let column = certificate.witnesses.iter().position(|witness| witness == name)?;
    *certificate.values.get(index)?.get(column)?
}
