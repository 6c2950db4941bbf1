// What runs beside the page, in a worker made from this function's text: it holds the engine, takes requests in
// order, and answers with plain values. The maps of the units go back as arrays of numbers that change their owner
// rather than being copied, so the page never reads a long text.
'use strict';

function engineWorker() {
  let exports = null;

  /// The bytes that a text holds, deflated.
  function unpacked(base64) {
    const packed = Uint8Array.from(atob(base64), sign => sign.charCodeAt(0));
    const bytes = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    return new Response(bytes).arrayBuffer();
  }

  async function start(base64) {
    const { instance } = await WebAssembly.instantiate(await unpacked(base64), {});
    exports = instance.exports;
  }

  function ask(request) {
    const text = new TextEncoder().encode(JSON.stringify(request));
    const place = exports.take(text.length);
    new Uint8Array(exports.memory.buffer, place, text.length).set(text);
    const answer = exports.ask(place, text.length) >>> 0;
    const length = new DataView(exports.memory.buffer).getUint32(answer, true);
    const json = new TextDecoder().decode(new Uint8Array(exports.memory.buffer, answer + 4, length));
    exports.give_back(answer);
    return JSON.parse(json);
  }

  const numbers = list => Float32Array.from(list, value => (value === null ? NaN : value));

  function shrink(view, moved) {
    const one = list => {
      const made = numbers(list);
      moved.push(made.buffer);
      return made;
    };
    if (view.maps) view.maps = view.maps.map(layer => layer.map(one));
    if (view.inputs) view.inputs = view.inputs.map(one);
    return view;
  }

  function answerTo(request, moved) {
    const began = performance.now();
    const answer = ask(request);
    if (answer.ok && request.ask === 'view') shrink(answer.ok, moved);
    answer.milliseconds = performance.now() - began;
    return answer;
  }

  self.onmessage = async ({ data }) => {
    const moved = [];
    try {
      if (data.start) await start(data.start);
      const answers = (data.requests || []).map(request => answerTo(request, moved));
      self.postMessage({ id: data.id, answers }, moved);
    } catch (problem) {
      self.postMessage({ id: data.id, trap: String((problem && problem.message) || problem) });
    }
  };
}
