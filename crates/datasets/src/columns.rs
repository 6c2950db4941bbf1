//! From the columns of a table to the inputs of a network: categories become one column per value, formulas
//! replace the columns. Works inside the table's own memory, row by row, so nothing is held twice.

use experiment::spec::WhenMissing;

use crate::column::Column;
use crate::data_error::DataError;
use crate::feature::{Formula, parse_all};
use crate::impute::Imputation;

/// What turns a row of the table into a row of inputs.
#[derive(Debug, Clone, PartialEq)]
pub struct Columns {
    columns: Vec<Column>,
    formulas: Vec<Formula>,
    texts: Vec<String>,
    /// The names of the inputs.
    pub names: Vec<String>,
}

impl Columns {
    /// These columns, or these formulas over them.
    ///
    /// # Errors
    /// A text that is no formula.
    pub fn new(columns: &[Column], features: Option<&[String]>) -> Result<Columns, DataError> {
        let spread: Vec<String> = columns.iter().flat_map(Column::input_names).collect();
        let texts = features.unwrap_or_default().to_vec();
        let formulas = parse_all(&texts, &spread)?;
        let names = if features.is_some() { texts.clone() } else { spread };
        Ok(Columns { columns: columns.to_vec(), formulas, texts, names })
    }

    /// values: (n, columns)  ->  (n, names), in place.
    ///
    /// # Errors
    /// A formula whose value on some row is not finite although all columns that it uses are known.
    pub fn apply(&self, values: &mut Vec<f64>) -> Result<(), DataError> {
        if self.formulas.is_empty() && self.columns.iter().all(Column::is_one_input) {
            return Ok(());
        }
        let (from, to) = (self.columns.len(), self.names.len());
        let rows = values.len() / from;
        let (mut row, mut spread) = (vec![0.0; from], Vec::new());
        let mut one = |values: &mut [f64], index: usize| {
            row.copy_from_slice(&values[index * from..][..from]);
            self.spread(&row, &mut spread);
            self.compute(&spread, index, &mut values[index * to..][..to])
        };
        // A row may only overwrite rows that have been read: from the end when rows grow, else from the start.
        if to > from {
            values.resize(rows * to, 0.0);
            (0..rows).rev().try_for_each(|index| one(values, index))?;
        } else {
            (0..rows).try_for_each(|index| one(values, index))?;
            values.truncate(rows * to);
        }
        Ok(())
    }

    /// For each column, the input that is this column unchanged, if there is one; a category never is.
    pub fn unchanged_inputs(&self) -> Vec<Option<usize>> {
        let one_each = self.columns.iter().all(Column::is_one_input);
        if self.formulas.is_empty() && one_each {
            return (0..self.columns.len()).map(Some).collect();
        }
        let input = |column: usize| self.formulas.iter().position(|formula| *formula == Formula::Column(column));
        let number = |column: usize| one_each.then_some(column);
        (0..self.columns.len()).map(|column| number(column).and_then(input)).collect()
    }

    fn spread(&self, row: &[f64], spread: &mut Vec<f64>) {
        spread.clear();
        self.columns.iter().zip(row).for_each(|(column, &value)| column.spread(value, spread));
    }

    /// What stands for a missing value of each input. A formula is filled as the first of its columns is.
    pub fn imputations(&self) -> Vec<Imputation> {
        let mut spread = Vec::new();
        for column in &self.columns {
            let (first, inputs) = (spread.len(), column.input_names().len());
            spread.extend(std::iter::repeat_n(imputation(column, first, inputs), inputs));
        }
        if self.formulas.is_empty() {
            return spread;
        }
        let of_formula = |formula: &Formula| match formula.first_column().map(|column| spread[column]) {
            None | Some(Imputation::Mean) => Imputation::Mean,
            Some(Imputation::Median) => Imputation::Median,
            Some(Imputation::MostFrequent | Imputation::MostFrequentOf { .. }) => Imputation::MostFrequent,
        };
        self.formulas.iter().map(of_formula).collect()
    }

    fn compute(&self, spread: &[f64], index: usize, inputs: &mut [f64]) -> Result<(), DataError> {
        if self.formulas.is_empty() {
            inputs.copy_from_slice(spread);
            return Ok(());
        }
        for (number, (input, formula)) in inputs.iter_mut().zip(&self.formulas).enumerate() {
            // What a missing cell goes into is missing, whatever 0·x or x^0 may say.
            let known = formula.is_known(spread);
            *input = if known { formula.value(spread) } else { f64::NAN };
            if known && !input.is_finite() {
                let message = format!("{} is {input} in row {} of the data", self.texts[number], index + 1);
                return Err(DataError::new(format!("dataset.features[{number}]"), message)
                    .help("an input is finite in every row; choose another formula"));
            }
        }
        Ok(())
    }
}

/// What stands for a missing cell of a column, whose inputs begin at `first` among those of all columns.
fn imputation(column: &Column, first: usize, inputs: usize) -> Imputation {
    match (column.missing, &column.categories) {
        (Some(WhenMissing::Median), _) => Imputation::Median,
        (Some(WhenMissing::MostFrequent), None) => Imputation::MostFrequent,
        (Some(WhenMissing::MostFrequent), Some(_)) => Imputation::MostFrequentOf { first, inputs },
        (None | Some(WhenMissing::Mean | WhenMissing::Category | WhenMissing::Indicator | WhenMissing::Drop), _) => {
            Imputation::Mean
        }
    }
}
