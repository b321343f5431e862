// Loaded before a program that is measured: when it ends, what it used goes into the file named by the environment.
const { writeFileSync } = require('node:fs')

process.on('exit', () => {
  const file = process.env.DUBSTAGE_RESOURCE_FILE
  if (!file) return
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
  writeFileSync(
    file,
    JSON.stringify({ cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakRssBytes: maxRSS * 1024 }),
  )
})
