using FlextMonitor.Hub.Alerts.Channels;

namespace FlextMonitor.Hub.Tests.Alerts.Channels;

public sealed class AnswerTextTests
{
    [Fact]
    public void Clean_OfSeveralLinesAndControlCharacters_IsOneLine() => AnswerText.Clean("a\r\n\tb\0c\u001b[1m  d ", []).ShouldBe("a bc[1m d");

    [Fact]
    public void Clean_OfTenMegabytes_IsCut()
    {
        var answer = AnswerText.Clean(new string('x', 10_000_000), []);

        answer.Length.ShouldBe(300);
        answer.ShouldEndWith("…");
    }

    [Theory]
    [InlineData("token a/b+c is wrong")]
    [InlineData("token a%2Fb%2Bc is wrong")]
    [InlineData("token A/B\0+C is wrong")]
    public void Clean_OfASecret_MasksIt(string text) => AnswerText.Clean(text, ["", "a/b+c"]).ShouldBe("token ••• is wrong");
}
