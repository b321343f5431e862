// Timecode as Premiere shows it.
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { timecodeOfFrames as timecodeOf } from '../../client/projects/xmeml/timecode'

const ntsc30 = { num: 30000, den: 1001 }
const ntsc60 = { num: 60000, den: 1001 }

describe('timecode', () => {
  it('counts frames', () => {
    assert.equal(timecodeOf(0, { num: 25, den: 1 }, false), '00:00:00:00')
    assert.equal(timecodeOf(90_000 + 26, { num: 25, den: 1 }, false), '01:00:01:01')
    assert.equal(timecodeOf(23, { num: 24000, den: 1001 }, false), '00:00:00:23')
  })

  it('drops two numbers a minute but not every tenth', () => {
    assert.equal(timecodeOf(1799, ntsc30, true), '00;00;59;29')
    assert.equal(timecodeOf(1800, ntsc30, true), '00;01;00;02')
    assert.equal(timecodeOf(17_981, ntsc30, true), '00;09;59;29')
    assert.equal(timecodeOf(17_982, ntsc30, true), '00;10;00;00')
    assert.equal(timecodeOf(107_892, ntsc30, true), '01;00;00;00')
    assert.equal(timecodeOf(3600, ntsc60, true), '00;01;00;04')
  })

  it('gives every frame a time of its own, in order', () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), fc.boolean(), (frame, fast) => {
        const rate = fast ? ntsc60 : ntsc30
        assert(timecodeOf(frame, rate, true) < timecodeOf(frame + 1, rate, true))
      }),
    )
  })
})
