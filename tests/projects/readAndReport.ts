// Reads one project in a process of its own and prints what it cost; started by largeProject.test.ts.
import { readProject } from '../../client/projects/readProject'

void (async () => {
  const began = Date.now()
  const project = await readProject(process.argv[2])
  const clips = project.sequences.flatMap((sequence) => sequence.audioTracks).flatMap((track) => track.clips)
  const { maxRSS } = process.resourceUsage()
  console.log(JSON.stringify({ clips: clips.length, peakMib: maxRSS / 1024, ms: Date.now() - began }))
})()
