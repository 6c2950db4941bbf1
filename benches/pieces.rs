//! The pieces of the hand-written engine by themselves, in f32, on one core: products by their shape, update rules,
//! activations and their slopes, and how a batch is gathered.
//!
//! `cargo bench -p benches --bench pieces -- [FILTER]`. A product of one shape is a guard, too: a compiler that keeps
//! its sums in memory makes it ten times slower.

use std::hint::black_box;

use benches::WORKLOADS;
use criterion::{BenchmarkGroup, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use engine::Layout;
use engine::random::{Purpose, stream};
use experiment::spec::{Activation, Optimizer};
use from_scratch::batch_gatherer::BatchGatherer;
use from_scratch::layers::activation::{activation_backward, activation_forward};
use from_scratch::matrix::{MatMut, MatRef};
use from_scratch::optimizer::UpdateMethod;
use from_scratch::product::set_product;
use from_scratch::state::OptimizerState;

/// Rows, terms and columns, from a batch of iris to the widest workload.
const SHAPES: [(usize, usize, usize); 8] = [
    (1, 2, 8),
    (16, 4, 16),
    (16, 16, 3),
    (32, 64, 128),
    (64, 784, 256),
    (64, 256, 128),
    (256, 784, 1024),
    (512, 512, 512),
];

const ACTIVATIONS: [Activation; 14] = [
    Activation::Identity,
    Activation::Step,
    Activation::Sigmoid,
    Activation::Tanh,
    Activation::Arctan,
    Activation::Softsign,
    Activation::Relu,
    Activation::LeakyRelu { slope: 0.1 },
    Activation::Elu { alpha: 1.0 },
    Activation::Selu,
    Activation::Softplus,
    Activation::Gelu,
    Activation::Silu,
    Activation::Mish,
];

const RULES: [Optimizer; 9] = [
    Optimizer::GradientDescent { learning_rate: 0.1 },
    Optimizer::Momentum { learning_rate: 0.1, momentum: 0.9 },
    Optimizer::Nesterov { learning_rate: 0.1, momentum: 0.9 },
    Optimizer::Adagrad { learning_rate: 0.1, epsilon: 1e-8 },
    Optimizer::Rmsprop { learning_rate: 0.1, decay: 0.99, epsilon: 1e-8 },
    Optimizer::Adam { learning_rate: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
    Optimizer::Adamw { learning_rate: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weight_decay: 0.01 },
    Optimizer::Adamax { learning_rate: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
    Optimizer::NormalisedGradient { learning_rate: 0.1 },
];

/// Numbers between −2 and 2.
fn numbers(length: usize) -> Vec<f32> {
    let mut draws = stream(0, Purpose::Data, 0, 0);
    (0..length).map(|_| draws.normal().clamp(-2.0, 2.0) as f32).collect()
}

/// a·b, aᵀ·b and a·bᵀ as the passes ask for them.
fn products(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("product");
    for (m, k, n) in SHAPES {
        let (a, b, mut c) = (numbers(m * k), numbers(k * n), vec![0.0; m * n]);
        let ways = [
            ("forward", MatRef::new(&a, m, k), MatRef::new(&b, k, n)),
            ("weights", MatRef::new(&a, k, m).t(), MatRef::new(&b, k, n)),
            ("inputs", MatRef::new(&a, m, k), MatRef::new(&b, n, k).t()),
        ];
        group.throughput(Throughput::Elements((2 * m * k * n) as u64));
        for (name, a, b) in ways {
            group.bench_function(BenchmarkId::new(name, format!("{m}x{k}x{n}")), |bencher| {
                bencher.iter(|| set_product(black_box(a), b, MatMut::new(&mut c, m, n)));
            });
        }
    }
}

fn activations(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("activation");
    let z = numbers(4096);
    group.throughput(Throughput::Elements(z.len() as u64));
    for f in ACTIVATIONS {
        let (mut a, mut d) = (vec![0.0; z.len()], vec![1.0; z.len()]);
        group.bench_function(BenchmarkId::new("value", f.as_str()), |bencher| {
            bencher.iter(|| activation_forward(f, black_box(&z), &mut a));
        });
        group.bench_function(BenchmarkId::new("slope", f.as_str()), |bencher| {
            bencher.iter(|| activation_backward(f, black_box(&z), &a, &mut d));
        });
    }
}

/// A step of each rule on the parameters of digits32.
fn rules(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("rule");
    let workload = &WORKLOADS[2];
    let layout = Layout::of(&workload.spec(), workload.inputs, workload.outputs);
    group.throughput(Throughput::Elements(layout.len() as u64));
    for optimizer in RULES {
        let UpdateMethod::Chain(chain) = UpdateMethod::new(optimizer, None, &layout) else { continue };
        let (mut state, mut parameters, gradients) =
            (OptimizerState::default(), numbers(layout.len()), numbers(layout.len()));
        let mut used = gradients.clone();
        group.bench_function(optimizer.as_str(), |bencher| {
            bencher.iter(|| {
                used.copy_from_slice(&gradients);
                chain.apply(&mut state, &mut parameters, &mut used, 1e-6);
            });
        });
    }
}

/// Batches in a shuffled order.
fn data(criterion: &mut Criterion) {
    let mut group: BenchmarkGroup<_> = criterion.benchmark_group("batch");
    for workload in &WORKLOADS {
        let dataset = workload.dataset();
        let mut order = dataset.train.clone();
        stream(1, Purpose::Order, 0, 0).shuffle(&mut order);
        let (mut loader, mut batches) =
            (BatchGatherer::<f32>::new(dataset), order.chunks_exact(workload.batch).cycle());
        group.throughput(Throughput::Elements(workload.batch as u64));
        group.bench_function(workload.name, |bencher| {
            bencher.iter(|| {
                black_box(loader.batch(batches.next().expect("it never ends")));
            });
        });
    }
}

criterion_group!(benches, products, activations, rules, data);
criterion_main!(benches);
