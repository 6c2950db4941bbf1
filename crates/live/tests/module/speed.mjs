// How fast the module is: a network of 2-8-8-1 on 500 points, and the view of it.
// node crates/live/tests/module/speed.mjs MODULE
import { load } from "./engine.mjs";

const ask = load(process.argv[2]);
const toml = (batch) => `
title = "speed"
dataset = { name = "moons", samples = 500, noise = 0.2 }
network = { hidden = [8, 8], activation = "tanh", output = "sigmoid" }

[training]
loss = "binary-cross-entropy"
epochs = 100000
batch_size = ${batch}
optimizer = { rule = "adam", learning_rate = 0.01 }
`;

function rate(name, count, what) {
    what(Math.ceil(count / 10));
    const begun = performance.now();
    what(count);
    const each = (performance.now() - begun) / count;
    console.log(`${name}: ${each.toFixed(3)} ms, ${(1000 / each).toFixed(0)} a second`);
}

for (const batch of ['"full"', "32", "10"]) {
    const { session } = ask({ ask: "open", toml: toml(batch), arm: 0, seed: 1 });
    rate(`an epoch, batches of ${batch}`, 300, (epochs) => ask({ ask: "advance", session, epochs }));
}
const { session } = ask({ ask: "open", toml: toml(10), arm: 0, seed: 1 });
const times = (ask) => (count) => { for (let i = 0; i < count; i++) ask(); };
for (const grid of [0, 20, 40, 60]) {
    rate(`a view with grid ${grid}`, 50, times(() => ask({ ask: "view", session, grid })));
}
rate("a sample written out", 20, times(() => ask({ ask: "sample", session, row: 3 })));
rate("a certificate", 5, times(() => ask({ ask: "certify", session })));
rate("a digest", 50, times(() => ask({ ask: "digest", session })));
rate("a check", 20, times(() => ask({ ask: "check", toml: toml(10) })));
rate("an edit", 50, times(() => ask({ ask: "set", toml: toml(10), key: "network.hidden", value: [4] })));
