// The report: its verdict follows the measurements, and its page needs nothing else and trusts nobody's names.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { Report } from '../../client/app/report'
import type { Problem } from '../../client/problem'
import { reportHtml } from '../../client/app/reportHtml'
import { deliveryNamed, planOf, sound, speech, type MadeTrack } from '../plan/madeSequence'
import { interviewTracks, madeInput, madeReport, measuredAs } from './madeReport'

const tagsOf = (html: string): string[] =>
  [...html.matchAll(/<\/?([a-zA-Z][a-zA-Z0-9]*)/g)].map(([, tag]) => tag.toLowerCase())

const ownTags = new Set(tagsOf(reportHtml(madeReport())).concat(['details', 'summary']))

const namedTracks = (name: string): MadeTrack[] => [
  {
    name,
    clips: [
      { at: 2, seconds: 6, sounds: [speech(0, 6, -30)], role: 'dialogue', change: { name } },
      { at: 12, seconds: 6, sounds: [], role: 'dialogue', change: { name } },
    ],
  },
  { name, clips: [{ at: 0, seconds: 30, sounds: [sound(0, 30, -18)], role: 'music', change: { name } }] },
]

const named = (name: string): Report => {
  const report = madeReport(namedTracks(name), {
    problems: [{ code: 'media-not-readable', where: name, values: { reason: name } }],
  })
  report.sequence = { ...report.sequence, name }
  report.provenance.media[0].path = name
  return report
}

/** The mix and all stems digital silence. */
const silenced = (problems: Problem[]): Report => {
  const files = madeInput().files.map(({ output, measurement }) => ({
    output,
    measurement: {
      ...measurement,
      integratedLufs: -Infinity,
      maxMomentaryLufs: -Infinity,
      maxShortTermLufs: -Infinity,
      loudnessRangeLu: 0,
      truePeakDbtp: -Infinity,
      samplePeakDbfs: -Infinity,
      shortTermLufs: measurement.shortTermLufs.map(() => -Infinity),
    },
  }))
  return madeReport(interviewTracks, { files, problems, stemsResidualDbfs: -Infinity })
}

/** Of the row of a promise: its cells as text. */
const cellsOf = (html: string, title: string): string[] => {
  const row = html.slice(html.indexOf(`<tr><td>${title}`)).split('</tr>')[0]
  return row.split('</td>').map((cell) => cell.replace(/<[^>]*>/g, ''))
}

describe('report', () => {
  it('says PASS where every promise is kept and nothing is to be known', () => {
    const report = madeReport()
    assert.equal(report.verdict, 'pass')
    assert.match(reportHtml(report), /<div class="word">PASS<\/div>/)
  })

  it('says PASS WITH NOTES where media was offline', () => {
    const report = madeReport(interviewTracks, {
      problems: [{ code: 'media-offline', where: 'A1', values: { clips: 2 } }],
    })
    assert.equal(report.verdict, 'pass-with-notes')
    assert.equal(report.problems[0].code, 'media-offline')
    assert.ok(report.problems[0].message.length > 10 && report.problems[0].remedy.length > 10)
  })

  it('says FAIL where one promise is broken, and names it among the findings', () => {
    const input = madeInput()
    const mix = input.files.findIndex(({ output }) => output.kind === 'mix')
    input.files[mix] = measuredAs(input.plan, input.plan.outputs[0], -22.5)
    const report = madeReport(interviewTracks, { files: input.files })
    assert.equal(report.verdict, 'fail')
    assert.match(report.summary, /^1 of the 4 promises/)
    assert.equal(report.problems[0].code, 'promise-broken')
    assert.match(reportHtml(report), /<div class="word">FAIL<\/div>/)
  })

  it('says FAIL for a silent mix whose media are all there', () => {
    const report = silenced([])
    assert.equal(report.verdict, 'fail')
    assert.match(report.problems[0].message, /Measured: silence\.$/)
  })

  it('says PASS WITH NOTES for a mix that is silent because its media are offline, and that it is silent', () => {
    const report = silenced([{ code: 'media-offline', where: 'a.wav', values: { clips: 1 } }])
    assert.equal(report.verdict, 'pass-with-notes')
    assert.match(report.summary, /^The mix is silent because media are offline: .* 3 of the 4 promises/)
    assert.deepEqual(
      report.problems.map(({ code, severity }) => [code, severity]),
      [['media-offline', 'broken']],
    )
    const html = reportHtml(report)
    assert.equal(cellsOf(html, 'Integrated loudness')[2], 'not measurable: silent')
    assert.equal(cellsOf(html, 'Integrated loudness')[3], 'not judged')
    assert.deepEqual(cellsOf(html, 'True peak').slice(2, 4), ['silent', 'kept'])
    assert.equal(report.after?.loudnessRangeLu, null)
  })

  it('still says FAIL where media are offline and what is heard of the mix is too loud', () => {
    const input = madeInput()
    input.files[0] = measuredAs(input.plan, input.plan.outputs[0], -22.5)
    const problems = [{ code: 'media-offline' as const, where: 'a.wav', values: { clips: 1 } }]
    assert.equal(madeReport(interviewTracks, { files: input.files, problems }).verdict, 'fail')
  })

  it('says against which peak the stems were judged, and shows what was measured', () => {
    const html = reportHtml(
      madeReport(interviewTracks, { stemsResidualDbfs: -108.3, preMasterPeakDbfs: 17.04 }),
    )
    const [, demanded, measured, verdict] = cellsOf(html, 'Stems add up')
    assert.match(demanded, /^at most −103\.0 dBFS.*120 dB under the sum’s peak of \+17\.0 dBFS$/)
    assert.deepEqual([measured, verdict], ['−108.3 dBFS', 'kept'])
  })

  it('shows a dialogue-gated loudness with how much is speech, and says so where no speech was heard', () => {
    const plan = planOf(interviewTracks, { delivery: deliveryNamed('netflix-stereo') })
    const row = (dialogueLufs: number): string[] => {
      const dialogue = { dialogueLufs, loudnessToDialogueLu: null, speechPercent: 43.4 }
      const files = plan.outputs.map((output) => ({ ...measuredAs(plan, output, -26), dialogue }))
      return cellsOf(reportHtml(madeReport(interviewTracks, { plan, files })), 'Loudness of speech')
    }
    assert.equal(row(-27.03)[1], '−27.0 ± 0.1 LUFSspeech in 43 % of it')
    assert.equal(row(-27.03)[2], '−27.03 LUFS')
    assert.equal(row(-Infinity)[2], 'no speech heard')
  })

  it('shows the RMS level and the noise floor of an audiobook, which may be digital silence', () => {
    const plan = planOf(interviewTracks, { delivery: deliveryNamed('acx') })
    const files = plan.outputs.map((output) => ({
      ...measuredAs(plan, output, -22.5),
      noiseFloorDbfs: -Infinity,
    }))
    const html = reportHtml(madeReport(interviewTracks, { plan, files }))
    assert.deepEqual(cellsOf(html, 'RMS level').slice(1, 3), ['−22.5 ± 0.1 dBFS', '−22.50 dBFS'])
    assert.deepEqual(cellsOf(html, 'Noise floor').slice(1, 3), ['at most −60.0 dBFS', 'digital silence'])
  })

  it('puts the verdict before everything else that is measured', () => {
    const html = reportHtml(madeReport())
    assert.ok(html.indexOf('class="word"') < html.indexOf('Integrated loudness'))
    assert.ok(html.indexOf('Promises') < html.indexOf('Decisions'))
  })

  it('is the same after it has been a JSON file', () => {
    const report = madeReport()
    assert.deepEqual(JSON.parse(JSON.stringify(report)), report)
    assert.equal(reportHtml(JSON.parse(JSON.stringify(report)) as Report), reportHtml(report))
  })

  it('shows each track with its role and why', () => {
    const { tracks } = madeReport()
    assert.deepEqual(
      tracks.map(({ label, roles }) => [label, ...roles]),
      [
        ['A1', 'dialogue'],
        ['A2', 'voice-over'],
        ['A3', 'music'],
        ['A4', 'ambience'],
      ],
    )
    for (const { reasons } of tracks) assert.ok(reasons.length > 0)
  })

  it('needs no script, no network and no other file', () => {
    const html = reportHtml(madeReport())
    assert.doesNotMatch(html, /<script|<link|<iframe|<img|@import|url\(|https?:|\son[a-z]+=/i)
  })

  for (const name of [
    '</style><script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    'line\u2028separator\u2029 and \u0000 null\nnew line',
    '\u202egnp.exe\u202c RTL override',
    'עברית <b>bold</b>',
    '&lt;already&gt; &amp;',
    '“quoted” names',
    '\ud800 half a letter',
  ])
    it(`shows the name ${JSON.stringify(name)} as text`, () => {
      const html = reportHtml(named(name))
      for (const tag of tagsOf(html)) assert.ok(ownTags.has(tag), `<${tag}> came from a name`)
      assert.doesNotMatch(html, /(?!\n)\p{Cc}|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/u)
      assert.doesNotMatch(html, /<[^>]*\son[a-z]+=/i)
    })

  it('lets no name become markup, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 40 }),
          fc
            .array(fc.constantFrom('<', '>', '"', "'", '&', '/', '“', '”', 'script', ' ', '=', '-', 'x'), {
              maxLength: 20,
            })
            .map((parts) => parts.join('')),
        ),
        (name) => {
          const html = reportHtml(named(name))
          for (const tag of tagsOf(html)) assert.ok(ownTags.has(tag), `<${tag}>`)
          // Every bracket of the page is one of ours: as many open as close.
          const page = html.slice(0, html.indexOf('<style>')) + html.slice(html.indexOf('</style>'))
          assert.equal(page.split('<').length, page.split('>').length)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('stays a page somebody can open for a sequence of a day with ten thousand findings', () => {
    const report = madeReport()
    const day = 86_400
    const mix = report.files[0]
    mix.shortTermLufs = Array.from({ length: day }, (_, second) => -23 + Math.sin(second / 60))
    report.sequence = { ...report.sequence, lengthSamples: day * 48_000 }
    report.problems = Array.from({ length: 10_000 }, (_, n) => ({
      code: 'media-offline' as const,
      severity: 'broken' as const,
      message: 'gone',
      remedy: 'find it',
      where: `clip ${n}`,
    }))
    report.decisions = Array.from({ length: 10_000 }, (_, n) => ({
      about: 'A1',
      kind: 'level' as const,
      text: `clip ${n}`,
    }))
    assert.ok(reportHtml(report).length < 500_000)
  })

  it('draws silence and an empty sequence without a number that is none', () => {
    const report = madeReport([], {})
    report.before = null
    report.after = null
    report.files = report.files.map((file) => ({ ...file, shortTermLufs: [] }))
    assert.doesNotMatch(reportHtml(report), /NaN|Infinity|undefined/)
  })
})
