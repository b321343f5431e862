// The embedded host behaves as Premiere was seen to, on both sides of every switch.
import assert from 'node:assert/strict'
import type { HostSwitches } from '../../headless/premiere/switches'
import { anyFile, openHost } from './openHost'
import { clip, film, frame, media, project, second, sequence, track, unity } from './projects'

/** Two stereo tracks with a clip each, and a file with sound and picture. */
const twoTracks = () =>
  project([
    sequence('main', [
      track('A1', [clip('a', 0, 100)]),
      track('A2', [clip('b', 0, 100)]),
      track('Empty', []),
      track('Mono', [], { layout: 'mono', channels: 1 }),
    ]),
  ])

const setup =
  'var s = app.project.sequences[0], root = app.project.rootItem;' +
  'function item(name) { for (var i = 0; i < root.children.numItems; i++)' +
  ' if (root.children[i].name === name) return root.children[i] }' +
  'function at(ticks) { var t = new Time(); t.ticks = ticks; return t }'

const open = (switches: Partial<HostSwitches> = {}, file = twoTracks()) => {
  const host = openHost(file, switches)
  const run = (script: string) => host.evalScript(`(function () { ${setup} ${script} })()`)
  const [main] = host.project.sequences
  const clips = (index: number) =>
    main.audioTracks[index].clips.map(({ startTicks, endTicks }) => [
      Number(startTicks / frame),
      Number(endTicks / frame),
    ])
  return { host, run, main, clips }
}

describe('The bridge of the embedded host', () => {
  it('answers text, and one text for every failure', async () => {
    const { host } = open()
    assert.equal(await host.evalScript('1 + 1'), '2')
    assert.equal(await host.evalScript('var x = 3'), 'undefined')
    assert.equal(await host.evalScript('null'), 'null')
    assert.equal(await host.evalScript('"a" + "b"'), 'ab')
    for (const bad of [
      'throw 1',
      'nothing.there',
      'return 1',
      'var = 3',
      '(function () { app.project.nothing() })()',
    ])
      assert.equal(await host.evalScript(bad), 'EvalScript error.', bad)
  })

  it('keeps globals from one call to the next, as one engine does', async () => {
    const { host } = open()
    await host.evalScript('var kept = 5')
    assert.equal(await host.evalScript('kept'), '5')
  })

  it('lets the page go on first, or runs the script first', async () => {
    const ran = (order: HostSwitches['order']) => {
      const { host, main } = open({ order })
      void host.evalScript('app.project.sequences[0].name = "ran"')
      return main.name
    }
    assert.equal(ran('page-first'), 'Sequence main')
    assert.equal(ran('script-first'), 'ran')
  })

  it('holds every reply while a dialog is open', async () => {
    const host = openHost(film(), {}, undefined, () => false)
    let answered = ''
    const importing = host.evalScript(
      'app.project.importFiles(["/x.wav"], true, app.project.rootItem, false)',
    )
    void importing.then((text) => (answered = text))
    await new Promise((resolve) => setTimeout(resolve, 30))
    assert.equal(answered, '')
    host.closeDialog()
    assert.equal(await importing, 'true')
    assert.equal(host.project.media.length, 3)
  })
})

describe('overwriteClip', () => {
  it('moves a start to the nearest frame, or keeps it; floors the length in either case', async () => {
    for (const [placedStart, startTicks] of [
      ['snap', 11n * frame],
      ['keep', 10n * frame + frame / 2n],
    ] as const) {
      const { run, main } = open(
        { placedStart },
        project([sequence('main', [track('A', [])])], {
          media: [media('voice', { durationTicks: 5n * frame + frame / 2n })],
        }),
      )
      assert.equal(
        await run(
          `return s.audioTracks[0].overwriteClip(item('voice.wav'), at('${10n * frame + frame / 2n}'))`,
        ),
        'true',
      )
      const [placed] = main.audioTracks[0].clips
      assert.deepEqual([placed.startTicks, placed.endTicks - placed.startTicks], [startTicks, 5n * frame])
    }
  })

  it('places nothing where less than a frame is left', async () => {
    const { run, clips } = open(
      {},
      project([sequence('main', [track('A', [])])], {
        media: [media('voice', { durationTicks: frame - 1n })],
      }),
    )
    assert.equal(await run("return s.audioTracks[0].overwriteClip(item('voice.wav'), at('0'))"), 'true')
    assert.deepEqual(clips(0), [])
  })

  it('cuts what lies in the way, in the middle into two, each from its own place in the source', async () => {
    const { run, main, clips } = open(
      {},
      project([sequence('main', [track('A', [clip('a', 0, 100, { speed: 2, outTicks: 200n * frame })])])], {
        media: [media('voice', { durationTicks: 10n * frame })],
      }),
    )
    await run(`s.audioTracks[0].overwriteClip(item('voice.wav'), at('${40n * frame}'))`)
    assert.deepEqual(clips(0), [
      [0, 40],
      [40, 50],
      [50, 100],
    ])
    const [left, , right] = main.audioTracks[0].clips
    assert.deepEqual([left.outTicks / frame, right.inTicks / frame], [80n, 100n])
    assert.equal(new Set(main.audioTracks[0].clips.map(({ id }) => id)).size, 3)
  })

  it('of a sequence ignores the track it is given and destroys what lies on A1, or honours it', async () => {
    for (const [sequenceOverwrite, changed] of [
      ['first-track', 0],
      ['honoured', 1],
    ] as const) {
      const { run, clips } = open({ sequenceOverwrite })
      assert.equal(await run("return s.overwriteClip(item('voice.wav'), at('0'), 0, 1)"), 'true')
      assert.deepEqual(
        [0, 1].map((index) => clips(index)[0][1] > 100),
        [changed === 0, changed === 1],
      )
    }
  })

  it('puts the sound of a file with a picture on A1 and destroys what is there, or on its track', async () => {
    for (const [linkedAudio, changed] of [
      ['first-track', 0],
      ['same-track', 2],
    ] as const) {
      const { run, clips } = open({ linkedAudio })
      await run("s.audioTracks[2].overwriteClip(item('film.mp4'), at('0'))")
      assert.deepEqual(clips(changed), [[0, 90_000]])
      if (changed === 2) assert.deepEqual(clips(0), [[0, 100]])
    }
  })

  it('of stereo on a mono track says true and places nothing, makes a track, or throws', async () => {
    for (const [wrongChannels, reply, tracks] of [
      ['nothing', 'true', 4],
      ['creates-track', 'true', 5],
      ['throws', 'EvalScript error.', 4],
    ] as const) {
      const { run, main, clips } = open({ wrongChannels })
      assert.equal(await run("return s.audioTracks[3].overwriteClip(item('voice.wav'), at('0'))"), reply)
      assert.equal(main.audioTracks.length, tracks)
      assert.deepEqual(clips(3), [])
    }
  })

  it('on a locked track, or on one that is no more, says true and places nothing', async () => {
    const { run, main, clips } = open()
    main.audioTracks[2].locked = true
    assert.equal(await run("return s.audioTracks[2].overwriteClip(item('voice.wav'), at('0'))"), 'true')
    assert.deepEqual(clips(2), [])
    assert.equal(
      await run("return s.audioTracks[9].overwriteClip(item('voice.wav'), at('0'))"),
      'EvalScript error.',
    )
  })

  it('places a file that was split by channels as one clip for each, on one track after another', async () => {
    const { run, host, clips } = open({ stereoImport: 'clip-per-channel' })
    await run(
      "app.project.importFiles(['/out/x.wav'], true, root, false); s.audioTracks[0].overwriteClip(item('x.wav'), at('0'))",
    )
    const frames = Number((BigInt(anyFile.lengthSamples) * second) / 48000n / frame)
    assert.deepEqual([clips(0), clips(1)], [[[0, frames]], [[0, frames]]])
    assert.equal(host.project.media.at(-1)?.path, '/out/x.wav')
  })
})

describe('Level', () => {
  const oneClip = (more = {}) => project([sequence('main', [track('A', [clip('a', 0, 100, more)])])])
  const level = 's.audioTracks[0].clips[0].components[0].properties[1]'

  it('is clamped to 0 … 1 without a word, and kept as a 32-bit float', async () => {
    const { run, main } = open({}, oneClip())
    for (const [set, got] of [
      ['7', 1],
      ['-1', 0],
      ['0.1', Math.fround(0.1)],
    ] as const)
      assert.equal(await run(`${level}.setValue(${set}, true); return ${level}.getValue()`), String(got))
    await run(`${level}.setValue(0.3548133892, true)`)
    assert.ok(Math.abs(main.audioTracks[0].clips[0].levelDb - 6) < 1e-4)
  })

  it('is 0.1778 at 0 dB, or 0.5 in old projects', async () => {
    for (const [levelScale, at0Db] of [
      ['present', Math.fround(unity)],
      ['legacy', 0.5],
    ] as const)
      assert.equal(await open({ levelScale }, oneClip()).run(`return ${level}.getValue()`), String(at0Db))
  })

  it('has no keys to give until it varies', async () => {
    assert.equal(await open({}, oneClip()).run(`return ${level}.getKeys()`), 'undefined')
  })

  it('goes between keys straight in fader position, or straight in value; after a hold not at all', async () => {
    const key = (at: bigint, db: number, interpolation = 0) => {
      const raw = unity * 10 ** (db / 20)
      return { sourceTicks: at, db, raw, interpolation }
    }
    const halfway = async (keyPath: HostSwitches['keyPath'], interpolation = 0) => {
      const { run } = open({ keyPath }, oneClip({ levelKeys: [key(0n, 0, interpolation), key(second, -40)] }))
      const value = Number(await run(`return ${level}.getValueAtTime(at('${second / 2n}'))`))
      return 20 * Math.log10(value / unity)
    }
    // Value: half of (1 + 0.01). Fader: u = (1 + 0.01^0.4475) / 2 = 0.5637, so g = u^(1/0.4475) = 0.2777.
    assert.ok(Math.abs((await halfway('value')) - 20 * Math.log10(0.505)) < 1e-3)
    assert.ok(
      Math.abs((await halfway('fader')) - 20 * Math.log10(((1 + 0.01 ** 0.4475) / 2) ** (1 / 0.4475))) < 1e-3,
    )
    assert.ok(Math.abs(await halfway('fader', 4)) < 1e-3)
  })
})

describe('Everything else a script may trip over', () => {
  it('adds a track last with the number of arguments it understands, and before all others with any other', async () => {
    const add = (numbers: string) => `app.enableQE(); qe.project.getActiveSequence().addTracks(${numbers})`
    const names = async (addTracksArguments: 8 | 7 | 0, numbers: string) => {
      const { run, main } = open({ addTracksArguments })
      await run(add(numbers))
      return main.audioTracks
        .map(({ name, layout }) => (name.startsWith('Audio') ? `+${layout}` : name))
        .join(' ')
    }
    assert.equal(await names(8, '0, 0, 1, 2, 4, 0, 0, 0'), 'A1 A2 Empty Mono +5.1')
    assert.equal(await names(8, '0, 0, 1, 1, 4, 0, 0'), '+stereo A1 A2 Empty Mono')
    assert.equal(await names(7, '0, 0, 1, 0, 4, 0, 0'), 'A1 A2 Empty Mono +mono')
    assert.equal(await names(0, '0, 0, 1, 1, 4, 0, 0, 0'), 'A1 A2 Empty Mono')
  })

  it('has no qe before enableQE, nor after where it is absent', async () => {
    const { run } = open()
    assert.equal(await run('return typeof qe'), 'undefined')
    assert.equal(await run('app.enableQE(); return typeof qe'), 'object')
    assert.equal(await open({ quickEdit: 'absent' }).run('app.enableQE(); return typeof qe'), 'undefined')
  })

  it('lets references die with an edit: reading throws, or gives what was', async () => {
    const script =
      'var held = s.audioTracks[1].clips[0]; s.audioTracks[0].clips[0].remove(false, false); return held.name'
    assert.equal(await open({ staleReferences: 'throw' }).run(script), 'EvalScript error.')
    assert.equal(await open({ staleReferences: 'old-values' }).run(script), 'clip b')
  })

  it('hands out copies of times', async () => {
    assert.equal(
      await open().run(
        "s.audioTracks[0].clips[0].end.ticks = '7'; return s.audioTracks[0].clips[0].end.ticks",
      ),
      String(100n * frame),
    )
  })

  it('wants both arguments of remove', async () => {
    const { run, clips } = open()
    assert.equal(await run('s.audioTracks[0].clips[0].remove()'), 'EvalScript error.')
    assert.equal(await run('return s.audioTracks[0].clips[0].remove(false, false)'), '0')
    assert.deepEqual(clips(0), [])
  })

  it('clones a sequence under "<name> Copy", in the root, active, and answers true', async () => {
    const { run, host } = open()
    assert.equal(await run('return s.clone()'), 'true')
    assert.equal(await run('return app.project.activeSequence.name'), 'Sequence main Copy')
    assert.equal(await run("return item('Sequence main Copy').isSequence()"), 'true')
    assert.equal(host.project.sequences.length, 2)
  })

  it('keeps one handler for each event', async () => {
    const { run } = open()
    await run(
      "$.global.n = ''; app.bind('onSequenceActivated', function () { n += 'a' }); app.bind('onSequenceActivated', function () { n += 'b' }); app.project.openSequence('main')",
    )
    assert.equal(await run('return n'), 'b')
  })

  it('counts every setter as an undo entry, but neither markers nor track names', async () => {
    const { run } = open()
    const index = async () => Number(await run('app.enableQE(); return qe.project.undoStackIndex()'))
    const before = await index()
    await run("s.audioTracks[0].name = 'x'; s.markers.createMarker(1).name = 'm'")
    assert.equal(await index(), before)
    await run('s.audioTracks[0].setMute(1); s.audioTracks[1].setMute(1)')
    assert.equal(await index(), before + 2)
  })

  it('disables a linked item with the other, or not', async () => {
    for (const disabledTogglesLinked of [false, true]) {
      const file = project([
        sequence('main', [track('A', [clip('a', 0, 10, { linkedTo: ['v'] })])], {
          videoTracks: [
            { name: 'V1', enabled: true, clips: [clip('v', 0, 10, { source: { media: 'film' } })] },
          ],
        }),
      ])
      const { run, main } = open({ disabledTogglesLinked }, file)
      await run('s.audioTracks[0].clips[0].disabled = true')
      assert.deepEqual(
        [main.audioTracks[0].clips[0].enabled, main.videoTracks[0].clips[0].enabled],
        [false, !disabledTogglesLinked],
      )
    }
  })

  it('tears the clips of a deleted file out of every timeline', async () => {
    const { run, clips, host } = open()
    await run("root.createBin('b'); item('voice.wav').moveBin(item('b')); item('b').deleteBin()")
    assert.deepEqual([clips(0), clips(1)], [[], []])
    assert.ok(!host.project.media.some(({ id }) => id === 'voice'))
  })

  it('answers isSequence for nests, multicam and merged clips alike, and throws for a merged clip’s path', async () => {
    const file = project([
      sequence('main', [
        track('A', [
          clip('n', 0, 1, { source: { sequence: 'nest' }, kind: 'nest' }),
          clip('c', 1, 2, { source: { sequence: 'nest' }, kind: 'multicam' }),
          clip('m', 2, 3, { kind: 'merged' }),
          clip('f', 3, 4),
        ]),
      ]),
      sequence('nest', []),
    ])
    const { run } = open({}, file)
    const all = (call: string) =>
      run(
        `var out = [], c = s.audioTracks[0].clips; for (var i = 0; i < c.numItems; i++) out.push(c[i].projectItem.${call}()); return out.join()`,
      )
    assert.equal(await all('isSequence'), 'true,true,true,false')
    assert.equal(await all('isMulticamClip'), 'false,true,false,false')
    assert.equal(await all('isMergedClip'), 'false,false,true,false')
    assert.equal(
      await run('return s.audioTracks[0].clips[2].projectItem.getMediaPath()'),
      'EvalScript error.',
    )
    assert.equal(await run('return s.audioTracks[0].clips[3].projectItem.getMediaPath()'), '/media/voice.wav')
  })

  it('shows names in the user’s language, and match names in none', async () => {
    const names = (language: HostSwitches['language']) =>
      open({ language }).run(
        "var c = s.audioTracks[0].clips[0].components[0]; return c.matchName + ' ' + c.displayName + ' ' + c.properties[1].displayName",
      )
    assert.equal(await names('en'), 'Internal Volume Stereo Volume Level')
    assert.equal(await names('es'), 'Internal Volume Stereo Volumen Nivel')
    assert.equal(await names('de'), 'Internal Volume Stereo Lautstärke Pegel')
  })

  it('brings an imported file only some calls later, where imports take their time', async () => {
    const { run } = open({ importCalls: 2 })
    const there = () => run("return !!item('x.wav')")
    assert.equal(await run("return app.project.importFiles(['/out/x.wav'], true, root, false)"), 'true')
    assert.equal(await there(), 'false')
    assert.equal(await there(), 'true')
  })
})
