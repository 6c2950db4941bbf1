//! New data for an old run.

use crate::common::{csv, folder, text};
use datasets::{KnownTargets, Loaded, Recipe};
use engine::Matrix;

const TEXT: &str = "size,colour,y\n1,red,x\n3,blue,z\n5,red,z\n";

fn trained(keys: &str) -> Loaded {
    let keys =
        format!("target = \"y\"\ntask = \"classification\"\ncategorical = [\"colour\"]\nscale = \"standard\"\n{keys}");
    csv(TEXT, &keys).expect("in order")
}

fn read(recipe: &Recipe, bytes: &str) -> Result<Matrix, String> {
    let folder = folder(&[("new.csv", bytes.as_bytes())]);
    recipe.read(&folder.path().join("new.csv")).map(|new| new.inputs).map_err(|error| text(&error, folder.path()))
}

/// Read back from JSON, the recipe makes the very inputs that were trained on.
#[test]
fn the_training_file_gives_the_training_inputs() {
    for keys in ["", "missing = \"mean\"", "features = [\"size^2\", \"size*x2\"]"] {
        let Loaded { dataset, recipe, .. } = trained(keys);
        let recipe = Recipe::from_json(&recipe.to_json()).expect("it was written as JSON");
        assert_eq!(read(&recipe, TEXT), Ok(dataset.inputs.clone()), "{keys}");
        assert_eq!(recipe.targets.classes(), dataset.schema.classes);
        assert_eq!(recipe.targets.encoding(), dataset.schema.encoding);
    }
}

/// Recipes of the first format name no format.
#[test]
fn a_recipe_of_another_format_is_told() {
    let json = trained("").recipe.to_json();
    let told = |text: String| Recipe::from_json(&text).map(drop);
    assert_eq!(
        told(json.replace("\"format\": 2,", "")),
        Err("its format is 1, and this program reads format 2".into())
    );
    assert_eq!(
        told(json.replace("\"format\": 2,", "\"format\": 9,")),
        Err("its format is 9, and this program reads format 2".into())
    );
    assert!(told("{".into()).is_err_and(|error| error.starts_with("EOF")));
}

#[test]
fn columns_may_change_places_and_the_target_may_be_missing() {
    let Loaded { dataset, recipe, .. } = trained("");
    let inputs = read(&recipe, "colour;note;size\nred;a;5\nblue;b;3\n").expect("in order");
    assert_eq!((inputs.row(0), inputs.row(1)), (dataset.inputs.row(2), dataset.inputs.row(1)));
    assert_eq!(read(&recipe, "size,colour\n").map(|inputs| inputs.rows()), Ok(0));
}

/// Row 2 of the training file has the mean size, 3; a missing one is the same.
#[test]
fn a_missing_cell_is_filled_as_in_training() {
    let Loaded { dataset, recipe, .. } = trained("missing = \"mean\"");
    assert_eq!(read(&recipe, "size,colour\n,blue\n").expect("in order").row(0), dataset.inputs.row(1));
}

#[test]
fn errors_name_file_line_and_column() {
    let recipe = trained("").recipe;
    let cases = [
        (
            "Size,colour\n1,red\n",
            "the column \"size\" is missing, which the run was trained with\n  did you mean \"Size\"?\n  \
             --> new.csv:1:1\n  | Size,colour\n  | ^^^^^^^^^^^\n  = columns that the run does not use: Size\n",
        ),
        (
            "colour\nred\n",
            "the column \"size\" is missing, which the run was trained with\n  --> new.csv:1:1\n  | colour\n  \
             | ^^^^^^\n  = every other column of this file is used already\n",
        ),
        (
            "size,colour\n1,red\n2,purple\n",
            "the run never saw \"colour\" as \"purple\"\n  --> new.csv:3:3\n  | 2,purple\n  |   ^^^^^^\n  \
             = it knows: blue, red\n  \
             = --unknown zero goes on with 0 in all inputs of the category; so does [dataset] unknown = \"zero\"\n",
        ),
        (
            "size,colour\n1,\n",
            "a cell of \"colour\" is missing\n  --> new.csv:2:3\n  | 1,\n  |   ^\n  \
             = fill it; the run was trained without missing cells there\n",
        ),
        (
            "size,colour\nbig,red\n",
            "\"big\" is not a finite number\n  --> new.csv:2:1\n  | big,red\n  | ^^^\n  \
             = the run was trained with numbers in \"size\"\n",
        ),
    ];
    for (bytes, error) in cases {
        assert_eq!(read(&recipe, bytes), Err(error.into()));
    }
}

/// Every column that the file lacks is named, not the first alone.
#[test]
fn all_columns_that_are_missing_are_told() {
    let folder = folder(&[("new.csv", b"weight\n1\n".as_slice())]);
    let errors = trained("").recipe.read(&folder.path().join("new.csv")).map(|_| ()).expect_err("both are missing");
    let missing: Vec<&str> = errors.list().iter().map(|error| error.message.as_str()).collect();
    let told = |name: &str| format!("the column {name:?} is missing, which the run was trained with");
    assert_eq!(missing, [told("size"), told("colour")]);
}

#[test]
fn numbers_come_back_in_their_unit() {
    let loaded = csv("a,y\n1,10\n2,30\n", "target = \"y\"\ntask = \"regression\"\ntarget_scale = \"standard\"");
    let Loaded { dataset, recipe, .. } = loaded.expect("in order");
    assert_eq!(recipe.targets.scaling(), dataset.schema.target_scaling);
    assert_eq!(recipe.targets.scaling()[0].invert(dataset.targets.at(1, 0)), 30.0);
}

/// A missing target is unknown, and without the column nothing is said.
#[test]
fn targets_are_read_where_the_file_has_them() {
    let targets = |recipe: &Recipe, text: &str| {
        let folder = folder(&[("new.csv", text.as_bytes())]);
        recipe.read(&folder.path().join("new.csv")).expect("in order").known_targets
    };
    let classes = trained("").recipe;
    let text = "y,size,colour\nz,1,red\n?,1,red\nx,1,blue\n";
    assert_eq!(targets(&classes, text), Some(KnownTargets::Classes(vec![Some(1), None, Some(0)])));
    assert_eq!(targets(&classes, "size,colour\n1,red\n"), None);
    let numbers = csv("a,y\n1,10\n2,30\n", "target = \"y\"\ntask = \"regression\"").expect("in order").recipe;
    assert_eq!(targets(&numbers, "y,a\n5,1\n,2\n"), Some(KnownTargets::Numbers(vec![Some(vec![5.0]), None])));
}

/// Every class that the run never saw at once, as of a test file.
#[test]
fn unseen_classes_and_words_for_numbers_are_told() {
    let told = |recipe: &Recipe, text: &str| read(recipe, text).map(drop).expect_err("cells that do not fit");
    assert_eq!(
        told(&trained("").recipe, "y,size,colour\nz,1,red\nw,1,red\nv,1,red\nw,1,red\n"),
        "the run never saw \"y\" as \"w\", \"v\"\n  --> new.csv:3:1\n  | w,1,red\n  | ^\n  = it knows: x, z\n"
    );
    let numbers = csv("a,y\n1,10\n2,30\n", "target = \"y\"\ntask = \"regression\"").expect("in order").recipe;
    assert_eq!(
        told(&numbers, "y,a\n5,1\nlow,3\n"),
        "\"low\" is not a finite number\n  --> new.csv:3:1\n  | low,3\n  | ^^^\n  \
         = \"y\" is the target, a finite number: correct the cell, or leave it empty, and the row does not count\n"
    );
}

/// A cell is told in the form that its column has, with an example of it.
#[test]
fn the_form_of_a_column_is_named() {
    let kinds = "kind = { day = \"date\", rate = \"percent\", price = \"currency\", paid = \"boolean\" }";
    let text = "day,rate,price,paid,y\n2024-01-01,5%,€ 3,yes,1\n2024-01-02,6%,€ 4,no,2\n";
    let recipe = csv(text, &format!("target = \"y\"\ntask = \"regression\"\n{kinds}")).expect("in order").recipe;
    let told = read(&recipe, "day,rate,price,paid\n2024-13-45,0.05,cheap,maybe\n").map(drop).expect_err("four cells");
    for [message, help] in [
        ["\"2024-13-45\" is not a date", "the run was trained with dates in \"day\", such as 2024-02-29"],
        ["\"0.05\" is not a percentage", "the run was trained with percentages in \"rate\", such as 5%"],
        ["\"cheap\" is not an amount of money", "the run was trained with amounts of money in \"price\", such as € 5"],
        ["\"maybe\" is not yes or no", "the run was trained with yes and no in \"paid\", such as true or no"],
    ] {
        assert!(told.contains(&format!("{message}\n")) && told.contains(&format!("  = {help}\n")), "{told}");
    }
}
