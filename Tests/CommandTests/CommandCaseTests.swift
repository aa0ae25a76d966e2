// Runs the cases, one program each.

import Testing

@Suite(.serialized) struct CommandCaseTests {
  @Test(arguments: CommandCase.places)
  func findsWhatItIsGiven(_ example: CommandCase) throws { try example.run() }

  @Test(arguments: CommandCase.contents)
  func refusesWhatIsNoSpec(_ example: CommandCase) throws { try example.run() }

  @Test(arguments: CommandCase.disguises)
  func seesTheTextAlone(_ example: CommandCase) throws { try example.run() }

  @Test(arguments: CommandCase.refusals)
  func saysWhatIsWrongInTheWish(_ example: CommandCase) throws { try example.run() }

  @Test(arguments: CommandCase.bars)
  func failsAtTheBar(_ example: CommandCase) throws { try example.run() }

  @Test(arguments: CommandCase.answers)
  func answers(_ example: CommandCase) throws { try example.run() }

  @Test(arguments: CommandCase.colors)
  func colorsForEyesOnly(_ example: CommandCase) throws { try example.run() }
}
