//! The workloads that benchmarks measure, on random data; `peers/compare` measures other programs on the same ones.

use std::borrow::Cow;
use std::sync::Arc;

use engine::random::{Purpose, stream};
use engine::schema::TargetEncoding;
use engine::{Dataset, Layout, Matrix, Schema, initializer};
use experiment::spec::Task;
use experiment::{Experiment, Spec, check, spec};

/// One piece of work: a network, a batch size, a rule.
pub struct Workload {
    /// What it is called.
    pub name: &'static str,
    /// Rows of data.
    pub samples: usize,
    /// Input columns.
    pub inputs: usize,
    /// Output columns.
    pub outputs: usize,
    /// Rows of a batch.
    pub batch: usize,
    network: Cow<'static, str>,
    optimizer: &'static str,
}

const SGD: &str = "{ rule = \"momentum\", learning_rate = 0.01, momentum = 0.9 }";
const ADAM: &str = "{ rule = \"adam\" }";

/// The workloads, from the smallest to the largest.
pub const WORKLOADS: [Workload; 5] = [
    Workload {
        name: "xor-sgd1",
        samples: 2000,
        inputs: 2,
        outputs: 1,
        batch: 1,
        network: Cow::Borrowed("hidden = [8], activation = \"tanh\", output = \"sigmoid\""),
        optimizer: SGD,
    },
    Workload {
        name: "iris16",
        samples: 4096,
        inputs: 4,
        outputs: 3,
        batch: 16,
        network: Cow::Borrowed("hidden = [16], activation = \"tanh\", output = \"softmax\""),
        optimizer: SGD,
    },
    Workload {
        name: "digits32",
        samples: 8192,
        inputs: 64,
        outputs: 10,
        batch: 32,
        network: Cow::Borrowed("hidden = [128, 64], activation = \"relu\", output = \"softmax\""),
        optimizer: ADAM,
    },
    Workload {
        name: "mnist64",
        samples: 16384,
        inputs: 784,
        outputs: 10,
        batch: 64,
        network: Cow::Borrowed("hidden = [256, 128], activation = \"relu\", output = \"softmax\""),
        optimizer: SGD,
    },
    Workload {
        name: "wide256",
        samples: 8192,
        inputs: 784,
        outputs: 10,
        batch: 256,
        network: Cow::Borrowed("hidden = [1024, 1024], activation = \"relu\", output = \"softmax\""),
        optimizer: ADAM,
    },
];

impl Workload {
    /// A network between random inputs and classes, with relu and momentum.
    pub fn rectangle(inputs: usize, hidden: &[usize], outputs: usize, batch: usize, samples: usize) -> Workload {
        let network = format!("hidden = {hidden:?}, activation = \"relu\", output = \"softmax\"").into();
        Workload { name: "rectangle", samples, inputs, outputs, batch, network, optimizer: SGD }
    }

    /// Its spec, in f32 as the peers compute.
    pub fn spec(&self) -> Spec {
        let text = format!(
            "title = \"{}\"\nprecision = \"f32\"\ndataset = {{ name = \"inline\", \
             inputs = [[0.0]], targets = [[0.0]], task = \"classification\" }}\n\
             network = {{ {} }}\ntraining = {{ batch_size = {}, optimizer = {} }}\n",
            self.name, self.network, self.batch, self.optimizer
        );
        let parsed = check::parse::<Experiment>(self.name, &text, &[], spec::check);
        let parsed = parsed.unwrap_or_else(|faults| panic!("{faults}"));
        parsed.base.specs().remove(0)
    }

    /// Its data: normal inputs, random classes.
    pub fn dataset(&self) -> Arc<Dataset> {
        let mut draws = stream(0, Purpose::Data, 0, 0);
        let inputs = (0..self.samples * self.inputs).map(|_| draws.normal()).collect();
        let classes = self.outputs.max(2);
        let labels: Vec<usize> = (0..self.samples).map(|_| draws.below(classes)).collect();
        let mut targets = Matrix::zeros(self.samples, self.outputs);
        for (row, &label) in labels.iter().enumerate() {
            match self.outputs {
                1 => targets.row_mut(row)[0] = label as f64,
                _ => targets.row_mut(row)[label] = 1.0,
            }
        }
        let encoding = match self.outputs {
            1 => TargetEncoding::Pair { low: 0.0, high: 1.0 },
            _ => TargetEncoding::OneHot { low: 0.0, high: 1.0 },
        };
        let classes = (0..classes).map(|at| at.to_string()).collect();
        let numbers = Dataset::new(Matrix::new(self.samples, self.inputs, inputs), targets);
        let schema = Schema { task: Task::Classification, classes, encoding, ..numbers.schema };
        Arc::new(Dataset { schema, labels, ..numbers })
    }

    /// Its initial parameters.
    pub fn parameters(&self, spec: &Spec) -> Vec<f64> {
        initializer::initial(spec, &Layout::of(spec, self.inputs, self.outputs))
    }
}
