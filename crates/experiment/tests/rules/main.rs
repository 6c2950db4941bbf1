//! Every rule between keys: the smallest config that breaks it, and what the user reads.

mod keys;

use experiment::{Experiment, check, spec};

/// The violations of a config with these tables, as "message; help".
fn violations(top: &str, dataset: &str, network: &str, training: &str) -> Vec<String> {
    let text = format!("title = \"t\"\n{top}\n[dataset]\n{dataset}\n[network]\n{network}\n[training]\n{training}\n");
    match check::parse::<Experiment>("test.toml", &text, &[], spec::check) {
        Ok(_) => Vec::new(),
        Err(errors) => {
            errors.list().iter().map(|error| format!("{}; {}", error.message, error.help.join("; "))).collect()
        }
    }
}

/// A config that breaks a rule, and the message with its remedy.
struct Case {
    top: &'static str,
    dataset: &'static str,
    network: &'static str,
    training: &'static str,
    message: &'static str,
}

const XOR: &str = "name = \"xor\"";
const SINE: &str = "name = \"sine\"";
const LBFGS: &str = "batch_size = \"full\"\noptimizer = { rule = \"lbfgs\" }";

/// The usual case: one table besides the data set has the offending key.
const fn network(dataset: &'static str, network: &'static str, message: &'static str) -> Case {
    Case { top: "", dataset, network, training: "", message }
}

const fn training(dataset: &'static str, training: &'static str, message: &'static str) -> Case {
    Case { top: "", dataset, network: "", training, message }
}

const CASES: &[Case] = &[
    Case {
        top: "seed = 1\nseeds = [1, 2]",
        dataset: XOR,
        network: "",
        training: "",
        message: "seed and seeds exclude each other; keep one of them",
    },
    Case {
        top: "seeds = [3, 3]",
        dataset: XOR,
        network: "",
        training: "",
        message: "seeds lists the same value twice; ",
    },
    network(
        "name = \"inline\"\ninputs = [[0.0], [1.0]]\ntargets = [[0.0], [1.0]]",
        "",
        "this data set may hold classes or numbers, and the config does not say which; \
         write task = \"classification\" or task = \"regression\"",
    ),
    network(
        "name = \"inline\"\ninputs = [[0.0], [1.0, 2.0]]\ntargets = [[0.0], [1.0]]\ntask = \"regression\"",
        "",
        "row 2 of inputs has 2 values, the first has 1; all rows have the same number of values, at least one",
    ),
    network(
        "name = \"inline\"\ninputs = [[0.0], [1.0]]\ntargets = [[0.0]]\ntask = \"regression\"",
        "",
        "1 row of targets for 2 rows of inputs; one row for each sample",
    ),
    network(
        "name = \"sine\"\ntest = 0.5\nvalidation = 0.5",
        "",
        "test + validation = 1 leaves nothing to train on; test + validation must be below 1",
    ),
    network(
        "name = \"sine\"\ntest = 0.2\nfolds = 3",
        "",
        "each fold is the test part once, so test is not needed; leave out test",
    ),
    network("name = \"xor\"\ntarget_scale = \"standard\"", "", "classes are not scaled; leave out target_scale"),
    network("name = \"sine\"\ncoding = \"±1\"", "", "numbers are not coded, coding is for classes; leave out coding"),
    network(
        SINE,
        "output = \"softmax\"",
        "cross-entropy is a loss of classes, this data set predicts a number; \
         write loss = \"mean-squared-error\" with output = \"identity\"",
    ),
    network(
        XOR,
        "at_zero = \"lower\"",
        "at_zero belongs to the step of a perceptron; leave out at_zero, or write kind = \"perceptron\"",
    ),
    network(
        XOR,
        "hidden = [2, 2]\nactivation = [\"relu\"]",
        "activation lists 1 value for 2 hidden layers; write one value for all layers, or one for each",
    ),
    network(XOR, "hidden = [2]\ndropout = 1.0", "dropout must be from 0 to below 1, not 1; "),
    network(
        XOR,
        "hidden = [1000000, 1000000]",
        "1000000 units after 1000000 are more than 1000000000 weights; write narrower layers",
    ),
    network(
        XOR,
        "initializer = { kind = \"uniform\", low = 1.0, high = 1.0 }",
        "uniform draws between low and high, but 1 is not below 1; write low below high",
    ),
    network(
        XOR,
        "kind = \"perceptron\"\nhidden = [2]",
        "a perceptron has no hidden layer; write kind = \"mlp\", or leave out hidden",
    ),
    network(
        XOR,
        "output = \"step\"",
        "only a perceptron has a step output; write kind = \"perceptron\", or another output",
    ),
    network(
        XOR,
        "hidden = [2]\nbatch_norm = {}\nactivation = \"maxout\"",
        "batch_norm does not go with maxout; leave out batch_norm, or choose another activation",
    ),
    training(
        XOR,
        "until_clean = true",
        "until_clean counts the mistakes of a perceptron; leave it out, or write kind = \"perceptron\"",
    ),
    training(
        XOR,
        "schedule = { kind = \"cosine\", warmup = 9 }\nepochs = 8",
        "a warm-up of 9 epochs does not end within 8; write a shorter warm-up, or more epochs",
    ),
    training(
        XOR,
        "early_stopping = { monitor = \"test-loss\" }",
        "the test part measures the final network, so nothing may be chosen by it; \
         write \"validation-loss\" and [dataset] validation = 0.2",
    ),
    training(
        XOR,
        "early_stopping = { monitor = \"validation-loss\" }",
        "validation-loss needs a validation part; write [dataset] validation = 0.2",
    ),
    training(
        XOR,
        "loss = \"hinge\"\nearly_stopping = { monitor = \"train-r2\" }",
        "train-r2 is not measured in classification; one of: train-objective, train-loss, train-accuracy, \
         train-balanced-accuracy, train-recall, train-precision, train-f1, train-auc, train-average-precision",
    ),
    training(
        SINE,
        "[judge]\nmetric = \"train-recall\"",
        "train-recall is not measured in regression; \
         one of: train-objective, train-loss, train-r2, train-mae, train-rmse",
    ),
    training(SINE, "[judge]\nclass = \"1\"", "a regression has no classes; leave out class"),
    training(XOR, "[judge]\nmetric = \"test-f1\"", "test-f1 needs a test part; write [dataset] test = 0.2"),
    training(
        XOR,
        "[judge]\nmetric = \"validation-auc\"",
        "validation-auc needs a validation part; write [dataset] validation = 0.2",
    ),
    training(
        XOR,
        "loss = \"hinge\"\n[judge]\nmetric = \"train-brier-score\"",
        "train-brier-score needs probabilities, the outputs of this network are not probabilities; write output = \
         \"softmax\" or \"sigmoid\"",
    ),
    training(
        XOR,
        "[judge]\nmetric = \"bits\"",
        "\"bits\" compares two arms, it cannot order them; write a [[claim]] with equals_arm = { ... }",
    ),
    training(
        XOR,
        "[judge]\nmetric = { kind = \"gradient-norm\", layer = 9 }",
        "there is no layer 9; layers count from 0, the last layer is 0",
    ),
    training(
        XOR,
        "[judge]\nmetric = { kind = \"epochs-until\", of = \"train-recall\", value = 0.9 }",
        "train-recall is measured at the end alone; name a loss, an accuracy, R², MAE or RMSE",
    ),
    training(
        XOR,
        "[judge]\nmetric = { kind = \"share-reaching\", of = \"test-accuracy\", value = 0.9 }",
        "test-accuracy needs a test part; write [dataset] test = 0.2",
    ),
    training(XOR, "[judge]\nmetric = \"corrections\"", "only a perceptron makes corrections; write updates-until"),
    training(
        XOR,
        "[judge]\nmetric = \"train-auc\"\n[sweep]\n\"judge.metric\" = [\"train-auc\", \"train-f1\"]",
        "judge belongs to the whole experiment and cannot be swept; ",
    ),
    training(
        XOR,
        "clip = { norm = 1.0, value = 1.0 }",
        "clip takes one bound, this one has 2; one of: norm, tensor_norm, value",
    ),
    Case {
        top: "",
        dataset: XOR,
        network: "output = \"tanh\"",
        training: "early_stopping = { monitor = \"train-log-loss\" }",
        message: "train-log-loss needs probabilities, the outputs of this network are not probabilities; \
                  write output = \"softmax\" or \"sigmoid\"",
    },
    Case {
        top: "",
        dataset: XOR,
        network: "hidden = [2]\nbatch_norm = {}",
        training: "batch_size = 1",
        message: "batch norm turns a batch of a single sample into zeros; write batch_size = 2 or more",
    },
    training(
        XOR,
        "optimizer = { rule = \"lbfgs\" }",
        "lbfgs needs the whole training part in every step; write batch_size = \"full\"",
    ),
    Case {
        top: "",
        dataset: XOR,
        network: "hidden = [2]\ndropout = 0.5",
        training: LBFGS,
        message: "lbfgs takes no dropout: its line search needs the same objective at every evaluation; \
                  leave out dropout, or choose another rule",
    },
    Case {
        top: "precision = \"f32\"",
        dataset: XOR,
        network: "",
        training: LBFGS,
        message: "lbfgs decides by comparing values, which in f32 differ between engines in their first digits; \
                  write precision = \"f64\", or one engine",
    },
    training(
        XOR,
        "batch_size = \"full\"\noptimizer = { rule = \"lbfgs\" }\nclip = { norm = 1.0 }",
        "lbfgs takes no clip: its line search needs the slopes of the objective as they are; \
         leave out clip, or choose another rule",
    ),
    training(
        XOR,
        "batch_size = \"full\"\noptimizer = { rule = \"lbfgs\" }\nmax_norm = 1.0",
        "lbfgs takes no max_norm: it remembers its steps, and max_norm would change them afterwards; \
         leave out max_norm, or choose another rule",
    ),
    training(
        XOR,
        "batch_size = \"full\"\noptimizer = { rule = \"lbfgs\" }\nfrozen = [\"layers.0.bias\"]",
        "burn's lbfgs cannot leave parameters out; write engines = [\"from-scratch\"], or another rule",
    ),
    Case {
        top: "",
        dataset: XOR,
        network: "hidden = [2]\nbatch_norm = {}",
        training: LBFGS,
        message: "burn's lbfgs counts running statistics as parameters, so it cannot train batch norm; \
                  write engines = [\"from-scratch\"], or another rule",
    },
    training(
        XOR,
        "update = \"sequential\"",
        "burn computes all gradients before any update; write engines = [\"from-scratch\"]",
    ),
    Case {
        top: "engines = [\"from-scratch\"]",
        dataset: XOR,
        network: "",
        training: "update = \"sequential\"\noptimizer = { rule = \"adam\" }",
        message: "sequential updates are those of plain gradient descent; write rule = \"gradient-descent\"",
    },
    Case {
        top: "figure = [{ kind = \"network\", animate = true }]",
        dataset: XOR,
        network: "",
        training: "",
        message: "this kind of figure cannot be animated; animate goes with: decision-regions, predictions",
    },
];

#[test]
fn every_violation_names_the_rule_and_its_remedy() {
    for case in CASES {
        let found = violations(case.top, case.dataset, case.network, case.training);
        assert!(found.iter().any(|message| message == case.message), "{found:#?}\ndo not hold {:?}", case.message);
    }
}

/// Without what breaks them the same tables are in order, so that no rule speaks too often.
#[test]
fn plain_configs_violate_no_rule() {
    for dataset in [XOR, SINE, "name = \"moons\"\nvalidation = 0.2\ntest = 0.2"] {
        assert_eq!(violations("", dataset, "hidden = [2]", LBFGS), [""; 0]);
        assert_eq!(violations("seeds = [1, 2]", dataset, "hidden = [2]\ndropout = 0.5", ""), [""; 0]);
    }
}
