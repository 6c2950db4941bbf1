// What the page begins with: the config of a link, a lesson, or one of three questions for a first visit. Opening
// starts no training.
'use strict';

const network = (hidden, batch, epochs, optimizer) => `[network]
hidden     = ${hidden}
activation = "tanh"
output     = "sigmoid"

[training]
loss       = "binary-cross-entropy"
batch_size = ${batch}
epochs     = ${epochs}
optimizer  = { ${optimizer} }`;

const STARTERS = [
  {
    name: 'first-xor',
    title: 'First: why XOR needs a hidden layer',
    toml: `title    = "XOR with one hidden layer"
question = "Why does XOR need a hidden layer? Train it. Then remove the hidden layer and train again."

[dataset]
name = "xor"

${network('[4]', '"full"', 500, 'rule = "gradient-descent", learning_rate = 0.5')}

[lesson]
idea    = "A unit without a hidden layer before it divides the plane by one straight line."
because = '''
With the hidden layer the loss falls nearly to 0, and all four corners are right. Without it the four outputs come to
rest at 0.5 and the loss at ln 2 = 0.693: there is one straight line, and whatever it gains at one corner it loses at
another, for no line has both corners of a class on one side.

Two units are enough on paper. From some starts descent does not find how, and comes to rest at a loss of 0.35: try
other seeds. Four leave it more ways.'''
`,
  },
  {
    name: 'first-rate',
    title: 'First: a learning rate that is too high',
    toml: `title    = "The learning rate"
question = "What does a learning rate that is too high look like? Train at 0.1. Reset, then train at 1, at 10, at 1000."

[dataset]
name    = "circles"
samples = 200
noise   = 0.5
test    = 0.3

${network('[8]', '20', 200, 'rule = "gradient-descent", learning_rate = 0.1')}

[lesson]
idea    = "An update goes against the slope where it stands; how far, the learning rate says."
because = '''
At 0.1 the loss falls smoothly, at 1 faster and further. At 10 it jumps: an update goes beyond the floor of its valley
and up the other side, again and again, and the loss ends well above that of 1. At 1000 the first updates throw the
weights so far that nearly every tanh unit is flat at every sample, no slope brings them back, and the loss stays in the
hundreds.

So a rate that is a little too high is seen in the curve, and one that is far too high in the units.'''
`,
  },
  {
    name: 'first-units',
    title: 'First: what more units change',
    toml: `title    = "More units"
question = "What do more units change? Train with 2, then with 4, 8 and 16. Compare the region, not only the loss."

[dataset]
name    = "moons"
samples = 200
noise   = 0.15
test    = 0.3

${network('[2]', '20', 300, 'rule = "adam", learning_rate = 0.02')}

[lesson]
idea    = "Each tanh unit bends the border between the classes along one line; the output adds them up."
because = '''
Two units bend the border twice at most, and some points of both moons stay on the wrong side: about 85 % are right.
Four can follow the moons, from some starts and not from others. Eight do from nearly all, and between 8 and 16 the
region hardly changes: what the data ask for is there, and more units are more parameters for the same border.'''
`,
  },
];

/// Opens what the link asks for. A link that cannot be opened leaves the page as it is, and the page says why; one to a
/// part of the page moves the reader there alone.
async function openLink(page) {
  page.place.hash = location.hash;
  if (page.turn > 0 && !Share.asks(location.hash)) return page.place.write();
  const turn = ++page.turn;
  page.training.pause();
  const wanted = await asked(page).catch(problem => ({ why: problem.message, lanes: [], hide: [] }));
  if (turn !== page.turn) return undefined; // a later link or a later change counts
  page.note = wanted.why || '';
  page.refused = page.note !== '';
  if (page.refused && page.shown.toml !== '') return page.stay();
  const lesson = wanted.lesson || (wanted.lanes.length > 0 ? null : STARTERS[0]);
  page.steps.clear();
  page.place.begin(lesson);
  Share.hide(wanted.hide);
  Prose.of(lesson);
  return load(page, lesson ? [{ toml: lesson.toml }] : wanted.lanes);
}

/// What the link asks for: a lesson, or the texts of one lane or two, without the cards of `hide`.
async function asked(page) {
  const wanted = await Share.read(location.hash);
  if (wanted.name === null) return wanted;
  say(byId('state'), 'Getting the lesson …');
  return { ...wanted, lesson: await page.lessons.get(wanted.name) };
}

/// Writes texts into one lane or two: `[{toml, arm, seed, files}, …]`.
async function load(page, texts) {
  const { lanes } = page;
  while (lanes.length > texts.length) lanes.pop().close();
  while (lanes.length < texts.length) lanes.push(page.lane('B'));
  if (!lanes.includes(page.shown)) [page.shown] = lanes;
  // Another link may be opened meanwhile.
  for (const [i, lane] of [...lanes].entries()) {
    const { toml, arm, seed, files } = texts[i];
    await lane.write(toml, { arm: arm || 0, seed: seed ?? null, files: files || {} });
    if (!lanes.includes(lane)) lane.close();
  }
  page.show(lanes[0]);
}
