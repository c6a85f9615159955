using System.Text;
using FlextMonitor.Hub.Alerts.Texts;

namespace FlextMonitor.Hub.Tests.Alerts.Texts;

public sealed class TextFitTests
{
    [Theory]
    [InlineData("0123456789", 10, "0123456789")]
    [InlineData("0123456789x", 10, "012345678…")]
    [InlineData("01234567😀xyz", 10, "01234567…")]
    [InlineData("012345&amp;78", 10, "012345…")]
    [InlineData("01234567\\*890", 10, "01234567…")]
    [InlineData("0123456\\\\890123", 10, "0123456\\\\…")]
    [InlineData("0123456\n890123", 10, "0123456\n…")]
    public void Fit_CutsWholeCharactersEscapesAndLines(string text, int longest, string fitted)
    {
        var cut = TextFit.Fit(text, longest);

        cut.ShouldBe(fitted);
        cut.Length.ShouldBeLessThanOrEqualTo(longest);
    }

    [Theory]
    [InlineData("ééééééééééé", 20, "éééééééé…")]
    [InlineData("éééééééééé", 20, "éééééééééé")]
    [InlineData("aaaaaaaaaaaaaaaa😀😀", 20, "aaaaaaaaaaaaaaaa…")]
    public void FitBytes_KeepsTheLimitInUtf8(string text, int most, string fitted)
    {
        var cut = TextFit.FitBytes(text, most);

        Encoding.UTF8.GetByteCount(cut).ShouldBeLessThanOrEqualTo(most);
        cut.ShouldBe(fitted);
    }
}
