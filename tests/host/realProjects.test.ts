// Real project files behind the scripting DOM: every clip is read as it lies in the file, and a mix placed in any
// sequence comes off again without a trace.
import assert from 'node:assert/strict'
import { basename } from 'node:path'
import { toPlacement } from '../../client/host/toPlacement'
import { ProblemError } from '../../client/problem'
import type { ProjectFile, ProjectSequence } from '../../client/projects/project'
import { readProject } from '../../client/projects/readProject'
import { describeWithData, sharedFiles } from '../sharedData'
import { dump } from './dump'
import { openHost } from './openHost'
import { second } from './projects'

/** A whole project is dumped for each; the largest have hundreds of sequences. */
const mostSequences = 3

const timesOf = ({ audioTracks }: ProjectSequence) =>
  audioTracks.map(({ name, muted, clips }) => [
    name,
    muted,
    clips.map((clip) =>
      [clip.startTicks, clip.endTicks, clip.inTicks, clip.outTicks, clip.speed, clip.reversed].map(String),
    ),
  ])

const openReal = (project: ProjectFile) =>
  openHost(project, {}, () => {
    const last = project.sequences.reduce((end, { endTicks }) => (endTicks > end ? endTicks : end), 0n)
    return { channels: 2, sampleRateHz: 48000, lengthSamples: Number(last / (second / 48000n)) + 48000 }
  })

describeWithData('Real projects behind the scripting DOM', () => {
  const files = sharedFiles('timelines', '.prproj', '.xml', '.fcpxml', '.otio')
  for (const [n, path] of files.entries())
    it(`are read, and given back as they were: ${n + 1} (${basename(path).split('.').at(-1)})`, async function () {
      const project = await readProject(path).catch((error: unknown) => {
        if (!(error instanceof ProblemError)) throw error
        return this.skip()
      })
      const host = openReal(project)
      for (const sequence of project.sequences.slice(0, mostSequences)) {
        const read = await host.client.readSequence(sequence.id)
        assert.deepEqual(
          read.audioTracks.map(({ name, muted, clips }) => [
            name,
            muted,
            clips.map((clip) =>
              [clip.startTicks, clip.endTicks, clip.inTicks, clip.outTicks, clip.speed, clip.reversed].map(
                String,
              ),
            ),
          ]),
          timesOf(sequence),
        )
        const before = dump(host)
        const files = [{ path: '/out/a mix.wav', role: 'mix', channels: 2 as const }]
        const receipt = await host.client.placeMix(
          toPlacement({ sequence: read, files, muteOriginals: true, version: '1' }),
        )
        assert.deepEqual((await host.client.undo(receipt)).left, [])
        assert.deepEqual(dump(host), before)
      }
    })
})
