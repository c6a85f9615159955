using FlextMonitor.Hub.Problems;

namespace FlextMonitor.Hub.Tests.Problems;

public sealed class ErrorTextTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData(" \n ", null)]
    [InlineData("\n  disk full \nmore", "disk full")]
    [InlineData("Traceback (most recent call last):\n  File \"a.py\"\n    x\nValueError: bad\n\n", "ValueError: bad")]
    public void FirstTellingLine_OfAnError_IsTheOneThatSaysWhatHappened(string? error, string? expected) =>
        ErrorText.FirstTellingLine(error).ShouldBe(expected);
}
