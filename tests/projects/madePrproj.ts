// A small .prproj made of records, as Premiere writes them; for tests that need one thing and know its value.

export interface MadeClip {
  start?: string
  end: string
  in?: string
  out?: string
  /** Elements into AudioClip/Clip, such as a speed. */
  clip?: string
  /** Elements into AudioClip, such as a gain. */
  audioClip?: string
  /** Elements into ClipTrackItem, such as a mute. */
  item?: string
  name?: string
  /** Source channels used, of a stereo file. */
  channels?: number[]
  /** Records of an effect chain's components; without, the volume is untouched. */
  components?: string[]
  /** Plays this sequence (its GUID) instead of the file. */
  nest?: string
}

export interface MadeSequence {
  uid: string
  name: string
  clips: MadeClip[]
  properties?: string
  track?: string
  fader?: { volume?: string; mute?: string }
}

const layout = '[{"channellabel":100},{"channellabel":101}]'
export const frameTicks = 10_160_640_000n

export const madePrproj = (sequences: MadeSequence[], version = 43, extra = ''): string => {
  let next = 100
  const id = (): number => next++
  const records: string[] = []
  const add = (kind: string, body: string, more = ''): number => {
    const own = id()
    records.push(`<${kind} ObjectID="${own}" ClassID="c" Version="1"${more}>${body}</${kind}>`)
    return own
  }
  const stream = add(
    'AudioStream',
    `<FrameRate>5292000</FrameRate><Duration>2540160000000</Duration><AudioChannelLayout>${layout}</AudioChannelLayout>`,
  )
  records.push(
    `<Media ObjectUID="media-1" ClassID="c" Version="27"><AudioStream ObjectRef="${stream}"/><FilePath>/sound/take.wav</FilePath><Title>take.wav</Title></Media>`,
  )
  const file = add('AudioMediaSource', '<MediaSource><Media ObjectURef="media-1"/></MediaSource>')
  const param = (name: string, value: string | undefined): number =>
    add(
      'AudioComponentParam',
      `<Name>${name}</Name>${value === undefined ? '' : `<CurrentValue>${value}</CurrentValue>`}`,
    )
  const chainOf = (components: string[] | undefined): number => {
    if (!components) return add('AudioComponentChain', '<DefaultVol>true</DefaultVol>')
    const refs = components.map((component) => {
      const own = id()
      records.push(component.replace('ObjectID=""', `ObjectID="${own}"`))
      return `<Component ObjectRef="${own}"/>`
    })
    return add(
      'AudioComponentChain',
      `<ComponentChain><Components>${refs.join('')}</Components></ComponentChain>`,
    )
  }
  const itemOf = (clip: MadeClip): number => {
    const source = clip.nest
      ? add('AudioSequenceSource', `<SequenceSource><Sequence ObjectURef="${clip.nest}"/></SequenceSource>`)
      : file
    const channels = (clip.channels ?? [0, 1]).map((channel) =>
      add('SecondaryContent', `<Content ObjectRef="${source}"/><ChannelIndex>${channel}</ChannelIndex>`),
    )
    const audioClip = add(
      'AudioClip',
      `<Clip><Source ObjectRef="${source}"/>${clip.in ? `<InPoint>${clip.in}</InPoint>` : ''}${clip.out ? `<OutPoint>${clip.out}</OutPoint>` : ''}${clip.clip ?? ''}</Clip>${clip.audioClip ?? ''}<SecondaryContents>${channels.map((channel) => `<SecondaryContentItem ObjectRef="${channel}"/>`).join('')}</SecondaryContents>`,
    )
    const subClip = add('SubClip', `<Clip ObjectRef="${audioClip}"/><Name>${clip.name ?? 'take'}</Name>`)
    const chain = chainOf(clip.components)
    return add(
      'AudioClipTrackItem',
      `<ClipTrackItem><ComponentOwner><Components ObjectRef="${chain}"/></ComponentOwner><TrackItem>${clip.start ? `<Start>${clip.start}</Start>` : ''}<End>${clip.end}</End></TrackItem><SubClip ObjectRef="${subClip}"/>${clip.item ?? ''}</ClipTrackItem>`,
    )
  }
  for (const sequence of sequences) {
    const items = sequence.clips.map((clip) => `<TrackItem ObjectRef="${itemOf(clip)}"/>`)
    const params = [param('Volume', sequence.fader?.volume), param('Mute', sequence.fader?.mute)]
    const fader = add(
      'AudioFader',
      `<AudioComponent><Component><Params>${params.map((one) => `<Param ObjectRef="${one}"/>`).join('')}</Params></Component></AudioComponent>`,
    )
    const strip = add(
      'AudioComponentChain',
      `<ComponentChain><Components><Component ObjectRef="${fader}"/></Components></ComponentChain>`,
    )
    records.push(
      `<AudioClipTrack ObjectUID="track-${sequence.uid}" ClassID="c" Version="6"><ClipTrack><Track>${sequence.track ?? ''}</Track><ClipItems><TrackItems>${items.join('')}</TrackItems></ClipItems></ClipTrack><AudioTrack><ComponentOwner><Components ObjectRef="${strip}"/></ComponentOwner><ChannelType>1</ChannelType></AudioTrack></AudioClipTrack>`,
    )
    const group = add(
      'AudioTrackGroup',
      `<TrackGroup><Tracks><Track ObjectURef="track-${sequence.uid}"/></Tracks><FrameRate>5292000</FrameRate></TrackGroup>`,
    )
    const video = add(
      'VideoTrackGroup',
      `<TrackGroup><FrameRate>${frameTicks}</FrameRate></TrackGroup><FrameRect>0,0,1920,1080</FrameRect>`,
    )
    records.push(
      `<Sequence ObjectUID="${sequence.uid}" ClassID="c" Version="11"><Node><Properties>${sequence.properties ?? ''}</Properties></Node><TrackGroups><TrackGroup><First>a</First><Second ObjectRef="${group}"/></TrackGroup><TrackGroup><First>v</First><Second ObjectRef="${video}"/></TrackGroup></TrackGroups><Name>${sequence.name}</Name></Sequence>`,
    )
  }
  return `<?xml version="1.0" encoding="UTF-8" ?>\n<PremiereData Version="3">\n<Project ObjectRef="1"/>\n<Project ObjectID="1" ClassID="c" Version="${version}"/>\n${records.join('\n')}\n${extra}\n</PremiereData>\n`
}

let params = 900_000

/** Records of a Volume effect: the component first, its parameters after it. */
export const volumeEffect = (level: string): string => {
  const toggle = params++
  const value = params++
  return `<AudioFilterComponent ObjectID="" ClassID="c" Version="4"><AudioComponent><Component><Params><Param ObjectRef="${toggle}"/><Param ObjectRef="${value}"/></Params><Bypass>false</Bypass></Component></AudioComponent><FilterMatchName>Internal Volume Stereo</FilterMatchName></AudioFilterComponent><AudioComponentParam ObjectID="${toggle}"><Name>Mute</Name></AudioComponentParam><AudioComponentParam ObjectID="${value}"><Name>Level</Name>${level}</AudioComponentParam>`
}
