//! What becomes of missing cells, as the config answers, and nothing of it from rows that are held out.

use crate::baseline::{named, r2};
use crate::common::{csv, csv_with, folder, text};
use datasets::Loaded;
use experiment::record::MissingCells;

const NUMBERS: &str = "target = \"y\"\ntask = \"regression\"";

fn loaded(text: &str, keys: &str) -> Loaded {
    csv(text, &format!("{NUMBERS}\n{keys}")).unwrap_or_else(|errors| panic!("{errors}"))
}

/// The inputs of a row, named.
fn row(loaded: &Loaded, row: usize) -> Vec<(String, f64)> {
    loaded.dataset.schema.input_names.iter().cloned().zip(loaded.dataset.inputs.row(row).iter().copied()).collect()
}

/// Six houses: a pool is Ex, Gd or none, an alley Grvl or Pave. Only the two rows without a pool at Grvl share their
/// inputs with a third; their targets 1, 2, 2 leave 2/3 of the sum of squares 178/3 around the mean 11/3. So R² is
/// 1 − 2/178 = 88/89 where NA is a category of its own.
#[test]
fn a_missing_cell_may_be_a_category_of_its_own() {
    let text = "pool,alley,y\nEx,Pave,9\nNA,Grvl,1\nNA,Grvl,2\nNA,Pave,1\nGd,Pave,7\nNA,Grvl,2\n";
    let r2_with = |missing: &str| {
        let set = loaded(text, &format!("categorical = [\"pool\", \"alley\"]\nmissing = {missing}")).dataset;
        (r2(&set, &named(&set, "linear regression"), &set.train), set.schema.input_names.join(" "))
    };
    // The ridge of the regression is 1e-10 of its diagonal, and R² is flat at the optimum.
    let names = "pool=Ex pool=Gd pool=NA alley=Grvl alley=Pave";
    for missing in
        ["\"category\"", "{ pool = \"category\" }", "\"indicator\"", "{ \"*\" = \"drop\", pool = \"category\" }"]
    {
        let (r2, found) = r2_with(missing);
        assert!((r2 - 88.0 / 89.0).abs() < 1e-8, "{missing}: {r2}");
        assert_eq!(found, names, "{missing}");
    }
    // With the mean, a house without a pool is half Ex and half Gd: scikit-learn has 0.43820 = 39/89.
    let (r2, found) = r2_with("\"mean\"");
    assert!((r2 - 39.0 / 89.0).abs() < 1e-8, "{r2}");
    assert_eq!(found, "pool=Ex pool=Gd alley=Grvl alley=Pave");
}

#[test]
fn a_category_that_is_called_na_keeps_its_name() {
    let set = loaded("k,y\nNA,1\n,2\nx,3\n", "categorical = [\"k\"]\nmissing = \"category\"\nmissing_words = [\"\"]");
    assert_eq!(set.dataset.schema.input_names, ["k=NA", "k=x", "k=missing"]);
    assert_eq!(set.dataset.inputs.values(), [1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 1.0, 0.0]);
}

/// A row without a price is left out, and b is filled with the mean over the four that stay: (2 + 5 + 6)/3.
#[test]
fn a_target_is_dropped_while_inputs_are_filled() {
    let text = "a,b,y\n1,2,10\n2,3,?\n3,,14\n4,5,16\n5,6,18\n";
    let loaded = loaded(text, "missing = { \"*\" = \"mean\", y = \"drop\" }");
    assert_eq!(
        (loaded.dataset.targets.values(), loaded.left_out.as_slice()),
        (&[10.0, 14.0, 16.0, 18.0][..], &[1][..])
    );
    assert_eq!(loaded.dataset.inputs.row(1), [3.0, 13.0 / 3.0]);
    assert_eq!(loaded.missing, MissingCells { rows: 1, cells: [("b".into(), 1)].into() });
}

/// Of 1, 1, 2, 9 the median is 1.5 and the most frequent value 1; of red, red, blue the most frequent is red.
#[test]
fn each_column_has_its_answer() {
    let text = "a,b,c,d,y\n1,1,1,red,1\n1,1,1,red,2\n2,2,2,blue,3\n9,9,9,,4\n,,,red,5\n";
    let answers = "{ a = \"median\", b = \"most-frequent\", c = \"indicator\", d = \"most-frequent\" }";
    let loaded = loaded(text, &format!("categorical = [\"d\"]\nmissing = {answers}"));
    let named = |values: [f64; 6]| ["a", "b", "c", "c=NA", "d=blue", "d=red"].map(String::from).into_iter().zip(values);
    assert_eq!(row(&loaded, 4), named([1.5, 1.0, 3.25, 1.0, 0.0, 1.0]).collect::<Vec<_>>());
    assert_eq!(row(&loaded, 3), named([9.0, 9.0, 9.0, 0.0, 0.0, 1.0]).collect::<Vec<_>>());
}

/// 0, 0, 6 and a missing 2: filled, the mean is 2 and the variance (4 + 4 + 16 + 0)/4 = 6, not the 8 of the three.
#[test]
fn a_filled_cell_counts_when_scaling_is_fitted() {
    let set = loaded("a,y\n0,1\n0,2\n6,3\n,4\n", "missing = \"mean\"\nscale = \"standard\"").dataset;
    let deviation = 6f64.sqrt();
    for (value, expected) in set.inputs.values().iter().zip([-2.0, -2.0, 4.0, 0.0]) {
        // A product by the inverse differs from the quotient in the last two bits.
        assert!((value - expected / deviation).abs() <= 4e-16 * expected.abs(), "{value}");
    }
    // The median 0 stands for the missing cell: mean 1.5, variance (3·2.25 + 20.25)/4 = 6.75.
    let scaling =
        loaded("a,y\n0,1\n0,2\n6,3\n,4\n", "missing = \"median\"\nscale = \"standard\"").dataset.schema.input_scaling
            [0];
    assert_eq!(scaling.shift, 1.5);
    assert!((scaling.factor * 6.75f64.sqrt() - 1.0).abs() <= 4e-16, "{}", scaling.factor);
}

/// None is a class here: three classes, seven rows. So are NA and nan where the config names other words.
#[test]
fn words_that_mean_something_are_kept() {
    let keys = "target = \"disorder\"\ntask = \"classification\"";
    let none = "hours,disorder\n7.5,None\n8.1,None\n7.9,None\n5.2,Insomnia\n5.0,Insomnia\n6.1,Apnea\n6.3,Apnea\n";
    for word in ["None", "NA", "nan"] {
        let keys = if word == "None" { keys.to_owned() } else { format!("{keys}\nmissing_words = [\"\", \"?\"]") };
        let set = csv(&none.replace("None", word), &keys).unwrap_or_else(|errors| panic!("{errors}")).dataset;
        assert_eq!((set.labels.len(), set.schema.classes.len()), (7, 3), "{word}");
        assert!(set.schema.classes.iter().any(|class| class == word), "{word}");
    }
}

#[test]
fn a_number_may_mean_missing() {
    let set = loaded("a,y\n1,1\n-999,2\n3,3\n", "missing_words = [\"-999\"]\nmissing = \"mean\"").dataset;
    assert_eq!(set.inputs.values(), [1.0, 2.0, 3.0]);
}

#[test]
fn an_answer_that_does_not_go_with_its_column_is_refused() {
    let told = |text: &str, keys: &str| csv(text, &format!("{NUMBERS}\n{keys}")).map(drop).expect_err("refused");
    assert_eq!(
        told("a,y\n1,1\n,2\n", "missing = \"category\""),
        "\"category\" is for categories, and a cell of \"a\" is missing\n  at dataset.missing\n  --> data.csv:3:1\n  \
         | ,2\n  | ^\n  = write missing = { \"*\" = \"category\", a = \"indicator\" } in [dataset]\n"
    );
    assert_eq!(
        told("k,y\nx,1\n,2\n", "categorical = [\"k\"]\nmissing = \"median\""),
        "categories have no median, and a cell of \"k\" is missing\n  at dataset.missing\n  --> data.csv:3:1\n  \
         | ,2\n  | ^\n  = write missing = { \"*\" = \"median\", k = \"most-frequent\" } in [dataset]\n"
    );
    assert_eq!(
        told("a,y\n1,1\n2,\n", "missing = \"mean\""),
        "the target \"y\" is missing\n  at dataset.path\n  --> data.csv:3:3\n  | 2,\n  |   ^\n  \
         = write missing = { \"*\" = \"mean\", y = \"drop\" } in [dataset] to leave out rows without it\n"
    );
}

/// A network has an input for a missing category only where training had one; a row that training would have dropped
/// stays, for somebody waits for its prediction.
#[test]
fn new_data_are_answered_as_in_training() {
    let recipe = loaded(
        "k,a,y\nx,1,1\n,3,2\nx,5,3\nx,,4\n",
        "categorical = [\"k\"]\nmissing = { k = \"category\", a = \"drop\" }",
    )
    .recipe;
    let read = |text: &str| {
        let folder = folder(&[("new.csv", text.as_bytes())]);
        recipe.read(&folder.path().join("new.csv")).map_err(|errors| crate::common::text(&errors, folder.path()))
    };
    let rows = read("k,a\nx,7\n,8\nx,\n").expect("in order");
    assert_eq!((rows.inputs.row(0), rows.inputs.row(1)), (&[1.0, 0.0, 7.0][..], &[0.0, 1.0, 8.0][..]));
    assert_eq!((rows.inputs.rows(), rows.incomplete), (3, vec![2]));
    let complete = loaded("k,y\nx,1\nz,2\n", "categorical = [\"k\"]\nmissing = \"category\"").recipe;
    let folder = folder(&[("new.csv", b"k\n?\n")]);
    let errors = complete.read(&folder.path().join("new.csv")).expect_err("no input stands for it");
    assert!(text(&errors, folder.path()).starts_with("a cell of \"k\" is missing\n"));
    let test =
        csv_with(b"k,y\nx,1\nz,2\n", &format!("{NUMBERS}\ncategorical = [\"k\"]\nmissing = \"category\""), "", "");
    assert_eq!(test.map(|loaded| loaded.dataset.schema.input_names), Ok(vec!["k=x".into(), "k=z".into()]));
}
