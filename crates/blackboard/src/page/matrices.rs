//! The first update in matrices, a row for each sample: what stands above unit by unit, a line for each layer, with the
//! shape below each matrix.
//!
//! Of a network of affine layers and activations that work element by element, whose gradients are taken at one point.
//! Others, those without a hidden layer of several units, and those too wide for a page have none.

use engine::{Layout, Matrix, Role};
use experiment::Spec;
use experiment::spec::{Activation, Bias, Compares, Penalty, Update};

use crate::markup::{Markup, Tex};
use crate::numbers::LayerNumbers;
use crate::working::Working;
use crate::writing::BoardRequest;

/// A matrix of more rows or columns is too large for a line.
const LARGEST: usize = 5;

/// The section below its heading, or nothing.
pub(super) fn section(request: &BoardRequest, digits: usize, heading: &str) -> String {
    let Some(update) = request.followed.updates.get(&0).filter(|_| is_plain(request.spec)) else {
        return String::new();
    };
    let working = Working::of(request.spec, request.dataset, update);
    if !fits(&working) {
        return String::new();
    }
    let of = Page { working: &working, markup: Tex { digits } };
    let layers = 0..working.network.layers.len();
    let forward: Vec<String> = layers.clone().flat_map(|k| of.forward(k)).collect();
    let backward: Vec<String> = layers.rev().flat_map(|k| of.backward(k)).collect();
    format!(
        "{heading} In matrices\n\nUpdate 1 once more, a row for each sample of the batch. The shape of a matrix stands \
         below it, ⊙ multiplies element by element, f works on each element, and **1** is a column of ones.\n\n{}\n\n\
         Backward, Δ has a δ in each place where Z has a z; the shapes leave one way to multiply.\n\n{}\n\n",
        block(&forward),
        block(&backward)
    )
}

fn is_plain(spec: &Spec) -> bool {
    let network = &spec.network;
    let several = |activation: &Activation| matches!(activation, Activation::Maxout { .. } | Activation::Prelu { .. });
    network.batch_norm.is_none()
        && !network.residual
        && network.bias != Bias::None
        && spec.dropouts().iter().all(|p| *p == 0.0)
        && !spec.activations().iter().any(several)
        && spec.training.update == Update::Simultaneous
        && spec.training.penalty == Penalty::default()
        && !matches!(spec.loss().compares(), Compares::Sides(_))
}

/// Whether there is a matrix at all, and none that is too large.
fn fits(working: &Working) -> bool {
    let layers = &working.network.layers;
    let widths = || layers.iter().flat_map(|layer| [layer.fan_in, layer.fan_out]);
    let is_matrix = layers.len() > 1 && layers.iter().any(|layer| layer.fan_in > 1 && layer.fan_out > 1);
    is_matrix && working.rows.len() <= LARGEST && widths().all(|width| width <= LARGEST)
}

struct Page<'a> {
    working: &'a Working,
    markup: Tex,
}

impl Page<'_> {
    /// Z = A·W + b and A = f(Z).
    fn forward(&self, k: usize) -> [String; 2] {
        let (n, layer, numbers) = (self.working.rows.len(), &self.working.network.layers[k], self.numbers(k));
        let (z, a) = (letter("Z", k), self.output(k));
        let before = shaped(&self.input(k), n, layer.fan_in);
        let weight = shaped(&letter("W", k), layer.fan_in, layer.fan_out);
        let bias = shaped(&letter("b", k), 1, self.biases(k));
        let f = if k + 1 == self.working.network.layers.len() { "f_{\\text{out}}" } else { "f" };
        [
            format!("{} &= {before}\\,{weight} + {bias} = {}", shaped(&z, n, layer.fan_out), self.matrix(&numbers.z)),
            format!("{} &= {f}({z}) = {}", shaped(&a, n, layer.fan_out), self.matrix(&numbers.a)),
        ]
    }

    /// Δ, and the gradients of weights and biases.
    fn backward(&self, k: usize) -> [String; 3] {
        let (n, layer, numbers) = (self.working.rows.len(), &self.working.network.layers[k], self.numbers(k));
        let delta = shaped(&letter("\\Delta", k), n, layer.fan_out);
        let formula = match self.working.network.layers.get(k + 1) {
            None => self.last_delta(&letter("Z", k)),
            Some(next) => format!(
                "{}\\,{} \\odot f'({})",
                shaped(&letter("\\Delta", k + 1), n, next.fan_out),
                shaped(&format!("{}^\\top", grouped(&letter("W", k + 1))), next.fan_out, layer.fan_out),
                letter("Z", k)
            ),
        };
        let before = shaped(&format!("{}^\\top", grouped(&self.input(k))), layer.fan_in, n);
        let by = |name: &str| partial(&letter(name, k));
        let ones = shaped("\\mathbf 1^\\top", 1, n);
        let all = if self.biases(k) == layer.fan_out { "" } else { "\\,\\mathbf 1" };
        [
            format!("{delta} &= {formula} = {}", self.matrix(&numbers.dz)),
            format!("{} &= {before}\\,{delta} = {}", by("W"), self.matrix(&self.gradient(k, Role::Weight))),
            format!("{} &= {ones}\\,{delta}{all} = {}", by("b"), self.matrix(&self.gradient(k, Role::Bias))),
        ]
    }

    /// Δ of the output layer, whose slope may be part of that of the loss.
    fn last_delta(&self, z: &str) -> String {
        let head = self.working.network.head;
        match (head.loss.compares(), head.output.activation()) {
            (Compares::Numbers, Some(_)) => format!("{} \\odot f_{{\\text{{out}}}}'({z})", partial("Y")),
            _ => partial(z),
        }
    }

    fn numbers(&self, k: usize) -> &LayerNumbers {
        &self.working.numbers.layers[k]
    }

    fn input(&self, k: usize) -> String {
        if k == 0 { "X".to_owned() } else { letter("A", k - 1) }
    }

    fn output(&self, k: usize) -> String {
        if k + 1 == self.working.network.layers.len() { "Y".to_owned() } else { letter("A", k) }
    }

    fn biases(&self, k: usize) -> usize {
        self.working.layout.find(k, Role::Bias).map_or(0, |tensor| tensor.columns)
    }

    fn gradient(&self, k: usize, role: Role) -> Matrix {
        gradient(&self.working.layout, k, role, &self.working.gradients)
    }

    fn matrix(&self, of: &Matrix) -> String {
        let number = |value: &f64| self.markup.number(*value).0;
        let row = |row: usize| of.row(row).iter().map(number).collect::<Vec<_>>().join(" & ");
        let rows: Vec<String> = (0..of.rows()).map(row).collect();
        format!("\\begin{{pmatrix}} {} \\end{{pmatrix}}", rows.join(" \\\\ "))
    }
}

fn gradient(layout: &Layout, k: usize, role: Role, gradients: &[f64]) -> Matrix {
    let tensor = layout.find(k, role).expect("every layer has weights and, as the page asks for, biases");
    Matrix::new(tensor.rows, tensor.columns, gradients[tensor.range()].to_vec())
}

fn partial(by: &str) -> String {
    format!("\\frac{{\\partial J}}{{\\partial {by}}}")
}

/// A letter of a layer.
fn letter(letter: &str, k: usize) -> String {
    format!("{letter}^{{({})}}", k + 1)
}

/// What has a power already, before it gets another.
fn grouped(of: &str) -> String {
    if of.contains('^') { format!("{{{of}}}") } else { of.to_owned() }
}

/// A matrix with its shape below it.
fn shaped(of: &str, rows: usize, columns: usize) -> String {
    format!("\\underset{{{rows} \\times {columns}}}{{{of}}}")
}

fn block(lines: &[String]) -> String {
    format!("```math\n\\begin{{aligned}}\n{}\n\\end{{aligned}}\n```", lines.join(" \\\\\n"))
}
