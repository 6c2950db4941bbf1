// The numbers of the module are those of the program, bit by bit: the digests of committed reports.
// node crates/live/tests/module/digests.mjs MODULE
import { readFileSync, readdirSync } from "node:fs";
import { load } from "./engine.mjs";

const ask = load(process.argv[2]);
const reports = new URL("../../../../reports/", import.meta.url);
// Every kind of rule, of batch and of end, dropout, batch norm, maxout, images, f32.
const NAMES = [
    "perceptron-and", "mlp-xor", "mlp-iris", "mlp-circles", "mlp-digits", "descent-momentum", "descent-adaptive",
    "descent-lbfgs", "descent-sequential", "regularization-early-stopping", "regularization-dropout",
    "batch-norm-inference", "activations-maxout", "losses-outliers",
];

/** The config, and the runs by their names with the digests of their parameters. */
function read(name) {
    const text = readFileSync(new URL(`${name}/digests.toml`, reports), "utf8");
    const quoted = text.match(/^config = ("""|''')\n([\s\S]*?)\1$/m);
    const config = quoted[1] === "'''" ? quoted[2] : quoted[2].replace(/\\(["\\])/g, "$1");
    const runs = [...text.matchAll(/^\[\[run\]\]\nname = (.*)\n(?:.*\n)*?parameters = "(.*)"$/gm)];
    const named = ([, name, parameters]) => ({ name: name.slice(1, -1).replace(/\\"/g, '"'), parameters });
    return { config, runs: runs.map(named) };
}

let wrong = 0;
for (const name of NAMES) {
    const { config, runs } = read(name);
    const { arms, seeds } = ask({ ask: "check", toml: config });
    const label = [arms[0].label, `seed ${seeds[0]}`].filter((part) => part).join("  ");
    const run = runs.find((run) => run.name === label);
    if (!run) throw new Error(`${name}: there is no run ${label}`);
    const begun = performance.now();
    const { session, epochs } = ask({ ask: "open", toml: config, arm: 0, seed: seeds[0] });
    const { updates } = ask({ ask: "advance", session, epochs });
    const seconds = (performance.now() - begun) / 1000;
    const digest = ask({ ask: "digest", session });
    const equal = digest.parameters === run.parameters;
    wrong += equal ? 0 : 1;
    console.log(`${equal ? "equal " : "WRONG "} ${name}  ${label}  ${updates} updates, ${seconds.toFixed(2)} s`);
    ask({ ask: "close", session });
}
console.log(wrong === 0 ? `all ${NAMES.length} digests are equal` : `${wrong} digests differ`);
process.exit(wrong === 0 ? 0 : 1);
