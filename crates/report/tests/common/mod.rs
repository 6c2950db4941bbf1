//! One figure of each kind, from closed forms: drawn by the tests and by the gallery.

mod extremes;
mod networks;

pub use extremes::{edge_cases, many_series};
pub use networks::{network, wide_network};

use report::figure::{Axis, Contour, Figure, Grid, Heat, Legend, Orientation, Panel, PlotLayer, Regions, Shading};
use report::palette::{ColorMap, Dash, INK, Style};

/// All figures.
pub fn all() -> Vec<Figure> {
    vec![
        curves(),
        log_curves(),
        regions(),
        surface(),
        paths(),
        confusion(),
        histograms(),
        bars(),
        network(),
        wide_network(),
        edge_cases(),
        many_series(),
    ]
}

fn wave(x: f64, k: f64) -> f64 {
    0.03 * libm::sin(1.7 * x + k) * libm::cos(0.9 * x * k)
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

/// Learning curves with bands.
pub fn curves() -> Figure {
    let epochs = || (0..=60).map(f64::from);
    let mut layers = Vec::new();
    for (index, label) in ["sigmoid", "tanh", "relu"].into_iter().enumerate() {
        let k = index as f64 + 1.0;
        let mean = move |x: f64| 0.15 * k + 0.9 * libm::exp(-x * k / 40.0) + wave(x, k);
        let width = move |x: f64| 0.02 + 0.1 * libm::exp(-x / 30.0) * k / 2.0;
        let style = Style::series(index);
        layers.push(PlotLayer::band(style, epochs().map(|x| (x, mean(x) - width(x), mean(x) + width(x))).collect()));
        layers.push(PlotLayer::line(label, style, epochs().map(|x| (x, mean(x))).collect()));
    }
    layers.push(PlotLayer::reference("baseline: majority class", Orientation::Horizontal, 0.693));
    let panel = Panel::plot("", Axis::linear("epoch"), Axis::linear("objective").unit("nats"), layers);
    Figure::new("curves", "Objective over the epochs, mean and 95 % interval", vec![panel])
}

/// Three panels on a logarithmic axis.
pub fn log_curves() -> Figure {
    let panel = |title: &str, rate: f64| {
        let line = |index: usize, label: &str, floor: f64| {
            let value = move |x: f64| floor + libm::exp(-x * rate) + wave(x, rate) * floor;
            let points = (0..=100).map(f64::from).map(|x| (x, value(x))).collect();
            PlotLayer::line(label, Style::series(index), points)
        };
        let layers = vec![
            line(0, "from-scratch against burn", 1e-13),
            line(1, "shadow run, one unit in the last place away", 3e-15),
        ];
        let x = Axis::linear("epoch");
        Panel::plot(title, x, Axis::log("largest difference of parameters"), layers)
    };
    let panels = vec![
        panel("sigmoid", 0.2),
        panel("tanh", 0.4),
        panel("relu", 0.9),
        panel("batch size 8, learning rate 0.1, momentum 0.9", 0.3),
    ];
    Figure::new("agreement", "Difference of the engines", panels)
}

/// Decision regions of three classes with points.
pub fn regions() -> Figure {
    let centers = [(-1.0, -0.6), (1.1, -0.4), (0.1, 1.1)];
    let scores = |bend: f64| -> Vec<(String, Style, Grid)> {
        let grid = |(cx, cy): (f64, f64)| {
            Grid::sample((60, 60), (-2.5, 2.5), (-2.5, 2.5), move |x, y| {
                -(x - cx - bend * libm::sin(2.0 * y)) * (x - cx - bend * libm::sin(2.0 * y)) - (y - cy) * (y - cy)
            })
        };
        let labels = ["setosa", "versicolor", "virginica"];
        labels.iter().enumerate().map(|(k, &label)| (label.to_owned(), Style::series(k), grid(centers[k]))).collect()
    };
    let panel = |title: &str, bend: f64| {
        let mut layers = vec![PlotLayer::Regions(Regions { classes: scores(bend) })];
        for (k, label) in ["setosa", "versicolor", "virginica"].into_iter().enumerate() {
            let (cx, cy) = centers[k];
            let point = |i: i32| {
                let t = f64::from(i);
                (cx + 0.12 * t.sqrt() * libm::cos(2.4 * t), cy + 0.12 * t.sqrt() * libm::sin(2.4 * t))
            };
            layers.push(PlotLayer::points(label, Style::series(k), (0..50).map(point).collect()));
        }
        let axis = |label: &str| Axis::linear(label).unit("cm");
        Panel::plot(title, axis("petal length"), axis("petal width"), layers)
    };
    let panels = vec![panel("1 hidden unit", 0.0), panel("3 hidden units", 0.3), panel("20 hidden units", 0.8)];
    Figure::new("regions", "Decision regions", panels).square()
}

/// A probability as a smooth diverging surface.
pub fn surface() -> Figure {
    let grid = Grid::sample((60, 60), (-6.0, 6.0), (-6.0, 6.0), |x, y| {
        1.0 / (1.0 + libm::exp(2.0 * (libm::sqrt(x * x + y * y) - 3.0) + libm::sin(3.0 * x)))
    });
    let heat = Heat {
        label: "probability of class 1".to_owned(),
        grid: grid.clone(),
        map: ColorMap::Diverging { center: 0.5, half_range: Some(0.5) },
        shading: Shading::Smooth,
    };
    let style = Style::reference().color(INK).dash(Dash::Solid);
    let border = Contour { label: "decision at 0.5".to_owned(), style, grid, levels: vec![0.5] };
    let ring = |radius: f64, count: i32| -> Vec<(f64, f64)> {
        let at = |i: i32| (radius * libm::cos(f64::from(i)), radius * libm::sin(f64::from(i)));
        (0..count).map(at).collect()
    };
    let layers = vec![
        PlotLayer::Heat(heat),
        PlotLayer::Contour(border),
        PlotLayer::points("class 0", Style::series(0), ring(4.5, 40)),
        PlotLayer::points("class 1", Style::series(1), ring(1.8, 25)),
    ];
    let panel = Panel::plot("", Axis::linear("x₁"), Axis::linear("x₂"), layers);
    Figure::new("surface", "Output over the plane", vec![panel]).square()
}

/// Optimizer paths over a loss surface.
pub fn paths() -> Figure {
    let loss = |x: f64, y: f64| libm::log10(0.1 + x * x + 12.0 * y * y);
    let grid = Grid::sample((80, 80), (-2.0, 2.0), (-1.5, 1.5), loss);
    let levels = (-4..=6).map(|k| f64::from(k) / 4.0).collect();
    let lines = Contour {
        label: String::new(),
        style: Style::reference().dash(Dash::Solid).width(0.75),
        grid: grid.clone(),
        levels,
    };
    let heat = Heat {
        label: "log₁₀ objective".to_owned(),
        grid,
        map: ColorMap::Sequential { range: None },
        shading: Shading::Smooth,
    };
    let path = |rate: f64, momentum: f64| {
        let (mut x, mut y, mut vx, mut vy) = (-1.8, 1.2, 0.0, 0.0);
        let mut points = vec![(x, y)];
        for _ in 0..60 {
            (vx, vy) = (momentum * vx - rate * 2.0 * x, momentum * vy - rate * 24.0 * y);
            (x, y) = (x + vx, y + vy);
            points.push((x, y));
        }
        points
    };
    let layers = vec![
        PlotLayer::Heat(heat),
        PlotLayer::Contour(lines),
        PlotLayer::line("gradient descent", Style::series(1), path(0.078, 0.0)),
        PlotLayer::line("momentum 0.9", Style::series(4), path(0.01, 0.9)),
        PlotLayer::points("start", Style::series(6), vec![(-1.8, 1.2)]),
    ];
    let panel = Panel::plot("", Axis::linear("w₁"), Axis::linear("w₂"), layers);
    Figure::new("paths", "Optimizer paths", vec![panel]).square()
}

/// A table with numbers.
pub fn confusion() -> Figure {
    let digits: Vec<String> = (0..10).map(|digit| digit.to_string()).collect();
    let table: Vec<Vec<f64>> = (0..10)
        .map(|r| {
            (0..10).map(|c| if r == c { 40.0 + f64::from(r) } else { f64::from((r * 7 + c * 3) % 11 / 8) }).collect()
        })
        .collect();
    let heat = |table: &[Vec<f64>]| {
        PlotLayer::Heat(Heat {
            label: "samples".to_owned(),
            grid: Grid::of_categories(table),
            map: ColorMap::Sequential { range: Some((0.0, 50.0)) },
            shading: Shading::Numbers,
        })
    };
    let axis = |label: &str, names: &[String]| Axis::category(label, names.to_vec());
    let three = names(&["setosa", "versicolor", "a class with a long name"]);
    let panels = vec![
        Panel::plot("digits", axis("predicted", &digits), axis("true", &digits), vec![heat(&table)]),
        Panel::plot(
            "iris",
            axis("predicted", &three),
            axis("true", &three),
            vec![heat(&[vec![13.0, 0.0, 0.0], vec![0.0, 11.0, 2.0], vec![0.0, 1.0, 12.5]])],
        ),
    ];
    Figure::new("confusion", "Confusion matrices", panels).square().columns(2)
}

/// Histograms in many panels.
pub fn histograms() -> Figure {
    let panel = |layer: usize, epoch: usize| {
        let edges: Vec<f64> = (0..=20).map(|i| -2.0 + 0.2 * f64::from(i)).collect();
        let spread = 0.2 + 0.1 * layer as f64 + 0.01 * epoch as f64;
        let counts: Vec<f64> = edges[..20]
            .iter()
            .map(|x| (100.0 * libm::exp(-(x + 0.1) * (x + 0.1) / (2.0 * spread * spread))).round())
            .collect();
        let bars = PlotLayer::histogram("weights", Style::series(layer), &edges, &counts);
        Panel::plot(format!("layer {layer}, epoch {epoch}"), Axis::linear("weight"), Axis::linear("count"), vec![bars])
    };
    let panels = (0..2).flat_map(|layer| [0, 20, 40, 60].map(|epoch| panel(layer, epoch))).collect();
    Figure::new("histograms", "Weights over time", panels).columns(4).legend(Legend::Hidden)
}

/// Grouped bars over names, some of them too long.
pub fn bars() -> Figure {
    let axis = Axis::category(
        "data set",
        names(&["iris", "wine", "breast-cancer, standardized", "digits", "circles", "moons", "spirals, noisy"]),
    );
    let heights = |k: f64| -> Vec<f64> { (0..7).map(|i| 0.97 - 0.05 * k * f64::from(i % 3)).collect() };
    let layers = vec![
        PlotLayer::bars("network", Style::series(0), (0, 2), &heights(1.0)),
        PlotLayer::bars("logistic regression", Style::series(1), (1, 2), &heights(3.0)),
    ];
    let panel = Panel::plot("", axis, Axis::linear("accuracy on the test part").range(0.0, 1.0), layers);
    Figure::new("bars", "Accuracy", vec![panel]).legend(Legend::Right)
}
