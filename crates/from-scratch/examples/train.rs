//! A network from a few lines of TOML, trained on data that the program has: no file, no data set by name.

use std::sync::Arc;

use engine::random::{Purpose, stream};
use engine::{Batch, Dataset, Layout, Matrix, initializer};
use experiment::spec::Task;

const CONFIG: &str = r#"
title = "A curve through twenty points"
network = { hidden = [8], activation = "tanh" }
training = { batch_size = 5, optimizer = { rule = "adam", learning_rate = 0.02 } }
"#;

/// Fits y = x² on [−1, 1] and prints what the network makes of three points.
pub fn main() {
    let x: Vec<Vec<f64>> = (0..20).map(|i| vec![f64::from(i) / 9.5 - 1.0]).collect();
    let y: Vec<Vec<f64>> = x.iter().map(|x| vec![x[0] * x[0]]).collect();
    let dataset = Arc::new(Dataset::new(Matrix::from_rows(&x), Matrix::from_rows(&y)));

    let spec = experiment::spec_on_given_data(CONFIG, Task::Regression).unwrap_or_else(|errors| panic!("{errors}"));
    let parameters = initializer::initial(&spec, &Layout::of(&spec, 1, 1));
    let mut network = from_scratch::engine(&spec, Arc::clone(&dataset), &parameters);

    let mut order = dataset.train.clone();
    for epoch in 0..300 {
        stream(0, Purpose::Order, epoch, 0).shuffle(&mut order);
        for rows in order.chunks(5) {
            network.step(&Batch::of(rows), 0.02);
        }
    }
    let loss = network.evaluate(&dataset.train).loss;
    let gradient = network.gradients(&Batch::of(&dataset.train));
    let largest = gradient.iter().fold(0.0f64, |largest, g| largest.max(g.abs()));
    let predictions = network.predict(&Matrix::from_rows(&[[-0.5], [0.0], [0.5]]));
    println!("loss {loss:.6}, largest gradient {largest:.6}, predictions {:.3?}", predictions.values());
    assert!(loss < 1e-3, "the curve was not learned");
}
