// Check: every derivative of the network as it stands, by hand, by dual numbers and by differences. The framework,
// which votes in the program's certificate, is not in this page, and the page says so.
'use strict';

class Check {
  constructor(pause) {
    Object.assign(this, { pause, lane: null, answer: byId('certificate') });
    byId('certify').addEventListener('click', () => this.run());
  }

  show(lane) {
    this.lane = lane;
    this.answer.replaceChildren();
  }

  async run() {
    const { lane } = this;
    if (!lane || lane.session === null) return;
    this.pause();
    say(this.answer, 'Checking …');
    try {
      this.tell(await lane.engine.ask('certify', { session: lane.session }));
    } catch (problem) {
      this.answer.replaceChildren(element('p', { class: 'error', text: problem.message }));
    }
  }

  tell({ verdict, parameters, largest_error: error, bound, witnesses, lines }) {
    const facts = [
      ['Parameters', parameters],
      ['Largest error', typeof error === 'number' ? written(error, 3) : error],
      ['Bound', typeof bound === 'number' ? written(bound, 3) : bound],
      ['Witnesses', (witnesses || []).join(', ')],
    ].filter(([, value]) => value !== null && value !== undefined && value !== '');
    this.answer.replaceChildren(
      element('p', { class: 'verdict', text: verdict }),
      element(
        'dl',
        {},
        ...facts.flatMap(([name, value]) => [element('dt', { text: name }), element('dd', { text: String(value) })]),
      ),
      element('pre', { text: (lines || []).join('\n') }),
    );
  }
}
