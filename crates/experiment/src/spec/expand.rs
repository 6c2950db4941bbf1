//! From one file to its runs: every arm of the sweep, every seed, every fold, all defaults written out.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    Activation, Coding, Dataset, Device, EngineName, Experiment, Figure, Initial, Judge, Loss, Named, Network,
    NetworkKind, OutputActivation, Precision, Recorded, Recording, Task, Training, recordings,
};

/// The settings by which an arm of a sweep differs from the others, in the order of the axes: key and value.
pub type Arm = Vec<(String, String)>;

/// One run, with nothing left open.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spec {
    /// The engines that train side by side.
    pub engines: Vec<EngineName>,
    /// The device that burn computes on.
    pub device: Device,
    /// The floating-point format of both engines.
    pub precision: Precision,
    /// The seed of everything random.
    pub seed: u64,
    /// Which fold of the cross-validation is held out, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fold: Option<usize>,
    /// The data set and its split.
    pub dataset: Dataset,
    /// The network, with its output activation filled in.
    pub network: Network,
    /// The training, with its loss filled in.
    pub training: Training,
    /// Explicit initial parameters, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub initial: BTreeMap<String, Initial>,
    /// What decides which arm is best.
    #[serde(default, skip_serializing_if = "Judge::is_default")]
    pub judge: Judge,
    /// What the runner records for figures.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub figure: Vec<Figure>,
    /// What the runner records for claims and the judge.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recording: Vec<Recording>,
    /// A known solution, where a claim asks for the distance from it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub solution: BTreeMap<String, Initial>,
}

impl Experiment {
    /// The runs of this experiment without its sweep: one for each seed and fold.
    pub fn specs(&self) -> Vec<Spec> {
        let folds: Vec<Option<usize>> = match self.dataset.folds {
            None => vec![None],
            Some(count) => (0..count).map(Some).collect(),
        };
        self.seeds().into_iter().flat_map(|seed| folds.iter().map(move |&fold| self.spec(seed, fold))).collect()
    }

    /// The number of runs: seeds times folds.
    pub fn runs(&self) -> usize {
        self.seeds().len() * self.dataset.folds.unwrap_or(1)
    }

    /// The run of the first seed and the first fold.
    pub fn first_spec(&self) -> Spec {
        self.spec(self.seeds()[0], self.dataset.folds.map(|_| 0))
    }

    /// The seeds, 1 if the file names none.
    pub fn seeds(&self) -> Vec<u64> {
        match (&self.seeds, self.seed) {
            (Some(seeds), _) => seeds.clone(),
            (None, Some(seed)) => vec![seed],
            (None, None) => vec![1],
        }
    }

    fn spec(&self, seed: u64, fold: Option<usize>) -> Spec {
        let mut spec = Spec {
            engines: self.engines.clone(),
            device: self.device,
            precision: self.precision,
            seed,
            fold,
            dataset: self.dataset.clone(),
            network: self.network.clone(),
            training: self.training.clone(),
            initial: self.initial.clone(),
            judge: self.judge.clone(),
            figure: recorded_figures(&self.figure),
            recording: recordings(&self.claim, &self.judge),
            solution: BTreeMap::new(),
        };
        if spec.recording.iter().any(|recording| recording.quantity == Recorded::Distance) {
            spec.solution.clone_from(&self.solution);
        }
        spec.network.output = Some(spec.output());
        spec.training.loss = Some(Named(spec.loss()));
        spec
    }
}

impl Spec {
    /// The spec as JSON with its keys in one fixed order: what a run id hashes.
    ///
    /// The metric of the judge is left out: every metric is recorded, so another one trains nothing anew. What a
    /// further measure needs stands in `recording`.
    pub fn canonical(&self) -> String {
        let judge = Judge { metric: None, ..self.judge.clone() };
        serde_json::to_string(&Spec { judge, ..self.clone() })
            .expect("a spec is tables, lists, strings and finite numbers")
    }

    /// Whether classes or numbers are predicted: by the key `task`, else by the data set, else by the loss. `None` if
    /// the config leaves it open.
    pub fn task(&self) -> Option<Task> {
        let by_loss = || {
            self.training.loss.map(|loss| match loss.0.classifies() {
                true => Task::Classification,
                false => Task::Regression,
            })
        };
        self.dataset.task.or(self.dataset.name.task()).or_else(by_loss)
    }

    /// The activation of the output layer: the one named, else the one that goes with the loss or the task.
    pub fn output(&self) -> OutputActivation {
        self.network.output.unwrap_or_else(|| match (self.network.kind, self.training.loss) {
            (NetworkKind::Perceptron, _) => OutputActivation::Step,
            (NetworkKind::Mlp, Some(Named(loss))) => loss.output().unwrap_or(OutputActivation::Identity),
            (NetworkKind::Mlp, None) => match self.task() {
                Some(Task::Classification) => OutputActivation::Softmax,
                Some(Task::Regression) | None => OutputActivation::Identity,
            },
        })
    }

    /// The data loss: the one named, else the one that goes with the output.
    pub fn loss(&self) -> Loss {
        self.training.loss.map_or_else(|| loss_of(self.output()), |named| named.0)
    }

    /// Whether the outputs are probabilities of classes: softmax or sigmoid, with classes coded as 0 and 1.
    pub fn gives_probabilities(&self) -> bool {
        matches!(self.output(), OutputActivation::Softmax | OutputActivation::Sigmoid)
            && self.dataset.coding != Coding::PlusMinusOne
    }

    /// The activation of each hidden layer.
    pub fn activations(&self) -> Vec<Activation> {
        let layers = self.network.hidden.len();
        self.network.activation.for_layers(layers).into_iter().map(|named| named.0).collect()
    }

    /// The dropped share of each hidden layer.
    pub fn dropouts(&self) -> Vec<f64> {
        self.network.dropout.for_layers(self.network.hidden.len())
    }
}

/// What figures need from a run, each once: their looks train nothing anew.
fn recorded_figures(figures: &[Figure]) -> Vec<Figure> {
    let mut recorded: Vec<Figure> = Vec::new();
    for figure in figures.iter().filter_map(Figure::recorded) {
        if !recorded.contains(&figure) {
            recorded.push(figure);
        }
    }
    recorded
}

fn loss_of(output: OutputActivation) -> Loss {
    match output {
        OutputActivation::Sigmoid => Loss::BinaryCrossEntropy { smoothing: 0.0 },
        OutputActivation::Softmax => Loss::CrossEntropy { smoothing: 0.0 },
        OutputActivation::Step => Loss::Perceptron,
        _ => Loss::SquaredError,
    }
}
