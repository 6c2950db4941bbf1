//! The engine: a network on a device of burn, its parameters, and its optimizer.

use std::sync::Arc;

use burn::tensor::Tensor;
use engine::{Batch, Dataset, Engine, Evaluation, Layout, Matrix, RoundingErrors, Snapshot, Step, Trace};
use experiment::Spec;
use experiment::spec::{Device, Loss};

use crate::device::{matrix, number, values};
use crate::loss;
use crate::mlp::Stage;
use crate::network::Network;
use crate::parameters::{Statistics, statistics};
use crate::updater::Updater;

/// A network in burn with its optimizer: the engine.
pub struct Trainer {
    name: &'static str,
    network: Network,
    /// All of them, without autodiff.
    parameters: Tensor<1>,
    updater: Updater,
    steps: u64,
}

impl Trainer {
    /// A network of these initial parameters, in the order of the layout.
    pub fn new(device: Device, spec: &Spec, dataset: Arc<Dataset>, parameters: &[f64]) -> Trainer {
        let network = Network::new(device, spec, &dataset);
        let count = network.layout.len();
        assert_eq!(parameters.len(), count, "{} parameters for a layout of {count}", parameters.len());
        let start = Snapshot::start(parameters.to_vec(), &network.layout);
        let parameters = network.options.vector(parameters);
        let mut trainer = Trainer { name: name(device), network, parameters, updater: Updater::of(spec), steps: 0 };
        trainer.restore(&start);
        trainer
    }
}

fn name(device: Device) -> &'static str {
    match device {
        Device::Flex => "burn-flex",
        Device::Ndarray => "burn-ndarray",
    }
}

impl Engine for Trainer {
    fn name(&self) -> &'static str {
        self.name
    }

    fn layout(&self) -> &Layout {
        &self.network.layout
    }

    fn predict(&mut self, inputs: &Matrix) -> Matrix {
        let z = self.network.infer(&self.parameters, self.network.options.tensor(inputs));
        matrix(self.network.architecture.outputs(z))
    }

    fn evaluate(&mut self, rows: &[usize]) -> Evaluation {
        let targets = self.network.data.targets(rows);
        let chunks = self.network.data.chunks(rows).map(|x| self.network.infer(&self.parameters, x));
        let z = Tensor::cat(chunks.collect(), 0);
        let loss = number(loss::loss(self.network.loss, &self.network.architecture, z.clone(), &targets));
        Evaluation { outputs: matrix(self.network.architecture.outputs(z)), loss }
    }

    fn losses_of_errors(&self, errors: &[f64]) -> Option<Vec<f64>> {
        let e = self.network.options.tensor(&Matrix::new(1, errors.len(), errors.to_vec()));
        loss::of_errors(self.network.loss, &self.network.architecture, e).map(|losses| matrix(losses).values().to_vec())
    }

    fn penalty(&mut self) -> f64 {
        self.network.penalty(&self.network.module(&self.parameters)).map_or(0.0, number)
    }

    fn objective(&mut self, batch: &Batch) -> f64 {
        number(self.network.pass(&self.parameters, batch).objective)
    }

    fn gradients(&mut self, batch: &Batch) -> Vec<f64> {
        values(self.network.pass(&self.parameters, batch).gradient().1)
    }

    fn input_gradients(&mut self, batch: &Batch) -> Matrix {
        let pass = self.network.pass_to_inputs(&self.parameters, batch);
        let gradient = pass.x.grad(&pass.objective.backward());
        matrix(gradient.unwrap_or_else(|| pass.x.inner().zeros_like()))
    }

    fn gradient_terms(&mut self, _batch: &Batch) -> Option<Vec<f64>> {
        None
    }

    fn rounding(&mut self, _batch: &Batch, _rate: Option<f64>) -> Option<RoundingErrors> {
        None
    }

    fn trace(&mut self, batch: &Batch) -> Vec<Trace> {
        let (x, _) = self.network.data.rows(batch.rows);
        let model = self.network.module(&self.parameters.clone().autodiff());
        let (mut traces, mut before) = (Vec::new(), None);
        let z = model.forward(x.autodiff(), &self.network.masks(batch), &mut |layer, stage, values| {
            let named = |what, values| Trace { name: format!("layers.{layer}.{what}"), values: matrix(values) };
            match stage {
                Stage::Affine => {}
                Stage::Z => {
                    before = Some(values.clone());
                    traces.push(named("z", values.clone()));
                }
                Stage::A => {
                    let z = before.take().expect("a layer shows z before a");
                    traces.extend([named("a", values.clone()), named("slope", model.slopes(layer, z))]);
                }
            }
        });
        let name = format!("layers.{}.a", self.network.layout.layer_count() - 1);
        traces.push(Trace { name, values: matrix(self.network.architecture.outputs(z)) });
        traces
    }

    fn step(&mut self, batch: &Batch, rate: f64) -> Step {
        let (network, mut first) = (&self.network, None);
        let after = self.updater.apply(rate, &network.layout, self.parameters.clone(), |parameters| {
            let pass = network.pass(&parameters, batch);
            let (objective, gradient) = pass.gradient();
            first.get_or_insert((objective, pass));
            (objective, gradient)
        });
        let (objective, pass) = first.expect("every rule first evaluates the objective where it stands");
        let mistakes = match network.loss == Loss::Perceptron {
            true => loss::mistakes(&network.architecture, &pass.z.inner(), &pass.targets.values),
            false => 0,
        };
        self.network.statistics = statistics(&pass.model);
        self.parameters = after;
        self.steps += 1;
        Step { objective, mistakes }
    }

    fn recompute_batch_norm_statistics(&mut self, rows: &[usize]) {
        self.network.recompute_batch_norm_statistics(&self.parameters, rows);
    }

    fn snapshot(&self) -> Snapshot {
        let both = |s: &Statistics| [values(s.mean.clone()), values(s.variance.clone())].concat();
        Snapshot {
            parameters: values(self.parameters.clone()),
            statistics: self.network.statistics.iter().flat_map(both).collect(),
            state: self.updater.state(),
            steps: self.steps,
        }
    }

    fn restore(&mut self, snapshot: &Snapshot) {
        let options = &self.network.options;
        self.parameters = options.vector(&snapshot.parameters);
        self.updater.restore(&snapshot.state, snapshot.steps, options);
        self.steps = snapshot.steps;
        let of = |range| options.vector(&snapshot.statistics[range]);
        let moments = self.network.layout.moments();
        let statistics = moments.map(|(mean, variance)| Statistics { mean: of(mean), variance: of(variance) });
        self.network.statistics = statistics.collect();
    }
}
