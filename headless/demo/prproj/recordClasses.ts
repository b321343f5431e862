// Class identities and versions of the records, as projects of version 43 have them (read from files Premiere wrote).

export const recordClasses = {
  Project: ['62ad66dd-0dcd-42da-a660-6d8fbde94876', 43],
  ProjectSettings: ['50c16708-a1a1-4d2f-98d5-4e283ae28353', 21],
  VideoSettings: ['58474264-30c4-43a2-bba5-dc0812df8a3a', 9],
  AudioSettings: ['6baf5521-b132-4634-840e-13cec5bc86a4', 7],
  RootProjectItem: ['1c307a89-9318-47d7-a583-bf2553736543', 1],
  ClipProjectItem: ['cb4e0ed7-aca1-4171-8525-e3658dec06dd', 1],
  MasterClip: ['fb11c33a-b0a9-4465-aa94-b6d5db2628cf', 12],
  ClipLoggingInfo: ['77ab7fdd-dcdf-465d-9906-7a330ca1e738', 9],
  ClipChannelGroupVectorSerializer: ['a3127a8c-95d4-456e-a7f5-171b3f922426', 1],
  ClipChannelVectorSerializer: ['333d203b-3a53-4195-8894-fc7523ff3dc7', 1],
  ClipChannelSerializer: ['5c89aa7a-89a6-4483-becd-f2b1def42316', 1],
  Media: ['7a5c103e-f3ac-4391-b6b4-7cc3d2f9a7ff', 30],
  AudioStream: ['0b5cf52f-2b85-4863-890b-8844b64ecfe9', 7],
  AudioMediaSource: ['f588da05-fc2a-4fbc-9383-74d653b379e3', 2],
  AudioSequenceSource: ['e8d4cc83-38cb-491f-9d94-e5f7e3b205ee', 7],
  Sequence: ['6a15d903-8739-11d5-af2d-9b7855ad8974', 11],
  VideoTrackGroup: ['9e9abf7a-0918-49c2-91ae-991b5dde77bb', 13],
  VideoClipTrack: ['f68dcd81-8805-11d5-af2d-9bfa89d4ddd4', 1],
  AudioTrackGroup: ['9b9238b9-53a8-4cc3-b03f-b36246d052e6', 6],
  DataTrackGroup: ['b714b71d-6838-48dd-9b77-db19088ced7e', 1],
  AudioClipTrack: ['097f6203-99ae-11d5-84f2-8cf14bde7040', 6],
  AudioMixTrack: ['4b1d8400-e89e-11d5-abc4-a1a13b1e80a0', 4],
  AudioTrackInlet: ['be3af080-e8c6-11d5-abc4-a1c6d5dee670', 3],
  AudioClipTrackItem: ['064ec682-9ba6-11d5-af2d-9ca32c7d6164', 11],
  AudioTransitionTrackItem: ['23f687b6-9c5a-42f4-bea1-e7b3e28e7082', 3],
  SubClip: ['e0c58dc9-dbdd-4166-aef7-5db7e3f22e84', 6],
  AudioClip: ['b8830d03-de02-41ee-84ec-fe566dc70cd9', 8],
  SecondaryContent: ['f9d004b5-cb04-4e2f-af6f-64fadc2c4be9', 1],
  AudioComponentChain: ['3cb131d1-d3c0-47ae-a19a-bdf75ea11674', 3],
  AudioFilterComponent: ['d77a90a0-6c9e-44bf-9b20-de8c21168fe1', 4],
  AudioFader: ['1a38c583-ed5c-11d5-abc4-c1cbf61ec590', 3],
  StereoToStereoPanProcessor: ['7bf86a01-efbe-11d5-abc4-c1ce2b1e9090', 1],
  S51ToStereoPanProcessor: ['52454004-efca-11d5-abc4-c1cf8f1e2ca0', 1],
  DefaultPanProcessor: ['33a94282-ee2c-11d5-abc4-c1cd7f9e3c10', 2],
  AudioComponentParam: ['a714635e-a628-4b27-9d59-77eba47dbc1a', 9],
  Markers: ['bee50706-b524-416c-9f03-b596ce5f6866', 4],
  Marker: ['a45508e0-3ff7-4d04-90a7-2e0dfff4c910', 3],
} as const

export type RecordName = keyof typeof recordClasses

/** What a track group, track or item carries: from the same files. */
export const mediaTypes = {
  audio: '80b8e3d5-6dca-4195-aefb-cb5f407ab009',
  video: '228cda18-3625-4d2d-951e-348879e4ed93',
  data: 'd8143ffe-eec4-4d2a-a909-d5f7bf094dc5',
} as const
