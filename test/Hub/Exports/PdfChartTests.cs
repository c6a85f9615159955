using System.Security.Cryptography;
using FlextMonitor.Hub.Exports.Pdf;
using UglyToad.PdfPig;

namespace FlextMonitor.Hub.Tests.Exports;

/// <summary>Charts on paper.</summary>
public sealed class PdfChartTests
{
    [Fact]
    public void Chart_OfAGap_DrawsVectors_AndNoPicture()
    {
        using var document = PdfDocument.Open(Draw(Series(row => row is > 60 and < 90 ? null : 50 + (40 * Math.Sin(row / 9.0)))));

        var page = document.GetPage(1);
        page.Paths.Count.ShouldBeGreaterThan(20);
        page.GetImages().ShouldBeEmpty();
        page.Text.ShouldContain("CPU (%)");
    }

    [Fact]
    public void Chart_ThatIsUnknownThroughout_IsNotZero()
    {
        using var unknown = PdfDocument.Open(Draw(Series(_ => null)));
        using var zero = PdfDocument.Open(Draw(Series(_ => 0)));

        unknown.GetPage(1).Paths.Count.ShouldBeGreaterThan(zero.GetPage(1).Paths.Count);
    }

    [Fact]
    public void Coverage_OfTheOwnFont_HasLatinGreekAndCyrillic_AndSaysWhatItLacks()
    {
        var fonts = PdfFonts.Of(null);

        "Aä€Ωж–…\uFFFD".EnumerateRunes().ShouldAllBe(rune => fonts.FamilyOf(rune.Value) == PdfFonts.Own);
        "سلام数😀".EnumerateRunes().ShouldAllBe(rune => fonts.FamilyOf(rune.Value) == null);
    }

    [Fact]
    public void Coverage_OfWhatIsNoFont_IsRefused()
    {
        Should.Throw<InvalidDataException>(() => new FontCoverage([1, 2, 3]));
        Should.Throw<InvalidDataException>(() => new FontCoverage(RandomNumberGenerator.GetBytes(4_000)));
    }

    private static PdfSeries Series(Func<int, double?> mean)
    {
        double?[] means = [.. Enumerable.Range(0, 120).Select(mean)];
        return new PdfSeries("CPU (%)", [.. Enumerable.Range(0, 120).Select(row => 1_700_000_000_000 + (row * 60_000L))], 60_000, means, [.. means.Select(value => value - 6)], [.. means.Select(value => value + 6)], IsPercent: true);
    }

    private static byte[] Draw(PdfSeries series)
    {
        using var paper = new PdfPaper(PdfFonts.Of(null), "Charts", isLetter: false, isWide: false);
        PdfChart.Draw(paper, series, TimeZoneInfo.Utc);
        using var file = new MemoryStream();
        paper.Save(null, file);
        return file.ToArray();
    }
}
