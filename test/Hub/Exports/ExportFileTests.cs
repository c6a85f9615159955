using System.Text;
using FlextMonitor.Hub.Exports.Files;
using FlextMonitor.Hub.Exports.Tables;
using FlextMonitor.Testing;

namespace FlextMonitor.Hub.Tests.Exports;

/// <summary>What is hard to write, read back by libraries that did not write it.</summary>
public sealed class ExportFileTests
{
    private const string Foreign = "سلام دنیا، 数据管道 データ 한국어 😀👩‍💻 Ελληνικά кириллица";

    [Theory]
    [InlineData("=HYPERLINK(\"http://example.com\",\"x\")")]
    [InlineData("+1")]
    [InlineData("-2+3")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("＝1")]
    public async Task Csv_TextThatLooksLikeAFormula_IsGuarded_AndElsewhereAsItIs(string text)
    {
        ExportFiles.Csv(await WrittenFile.OfAsync(new CsvFile(), [WrittenFile.Row(text)])).Single()["text"].ShouldBe($"'{text}");
        ExportFiles.Json(await WrittenFile.OfAsync(new JsonFile(false), [WrittenFile.Row(text)])).Single()["text"].ShouldBe(text);
        ExportFiles.Xlsx(await WrittenFile.OfAsync(new XlsxFile(), [WrittenFile.Row(text)]))[0].Rows.Single()[0].ShouldBe(text.Replace('\r', '\n'));
    }

    [Fact]
    public async Task NegativeNumbers_AreNumbers()
    {
        var row = WrittenFile.Row(whole: -7, number: -1.5);

        var csv = ExportFiles.Csv(await WrittenFile.OfAsync(new CsvFile(), [row])).Single();
        var sheet = ExportFiles.Xlsx(await WrittenFile.OfAsync(new XlsxFile(), [row]))[0].Rows.Single();

        (csv["whole"], csv["number"]).ShouldBe(("-7", "-1.5"));
        (sheet[1], sheet[2]).ShouldBe((-7.0, -1.5));
    }

    [Theory]
    [InlineData(Foreign)]
    [InlineData("a,b;c\t|\"quoted\"\r\nnext line")]
    [InlineData(" space around ")]
    [InlineData("<&>'")]
    public async Task Text_OfAnyKind_ComesBack(string text)
    {
        ExportFiles.Csv(await WrittenFile.OfAsync(new CsvFile(), [WrittenFile.Row(text)])).Single()["text"].ShouldBe(text);
        ExportFiles.Csv(await WrittenFile.OfAsync(new CsvFile(), [WrittenFile.Row(text)], delimiter: '\t'), '\t').Single()["text"].ShouldBe(text);
        ExportFiles.NdJson(await WrittenFile.OfAsync(new JsonFile(true), [WrittenFile.Row(text)])).Single()["text"].ShouldBe(text);
        ExportFiles.Xlsx(await WrittenFile.OfAsync(new XlsxFile(), [WrittenFile.Row(text)]))[0].Rows.Single()[0].ShouldBe(text.Replace("\r\n", "\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Text_ThatNoFileCanHold_LeavesTheRestReadable()
    {
        ExportCell[][] rows = [WrittenFile.Row("a\0\u000b\u001bb\ud800c"), WrittenFile.Row("next")];

        ExportFiles.Csv(await WrittenFile.OfAsync(new CsvFile(), rows))[1]["text"].ShouldBe("next");
        ExportFiles.Json(await WrittenFile.OfAsync(new JsonFile(false), rows))[1]["text"].ShouldBe("next");
        ExportFiles.Xlsx(await WrittenFile.OfAsync(new XlsxFile(), rows))[0].Rows[1][0].ShouldBe("next");
    }

    [Fact]
    public async Task Error_OfTenThousandCharacters_IsWhole_AndWhatNoCellHoldsIsCutWithAMark()
    {
        var (error, longer) = (new string('x', 10_000), $"{new string('x', 32_765)}😀{new string('y', 10_000)}");

        ExportFiles.Csv(await WrittenFile.OfAsync(new CsvFile(), [WrittenFile.Row(longer)])).Single()["text"].ShouldBe(longer);
        var rows = ExportFiles.Xlsx(await WrittenFile.OfAsync(new XlsxFile(), [WrittenFile.Row(error), WrittenFile.Row(longer)]))[0].Rows;

        rows[0][0].ShouldBe(error);
        rows[1][0].ShouldBe($"{new string('x', 32_765)}…");
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    [InlineData("xlsx")]
    public async Task Rows_ThatAnotherThreadHasRead_AreWrittenByThoseForExports(string format)
    {
        IExportFile file = format switch
        {
            "csv" => new CsvFile(),
            "json" => new JsonFile(isByLine: false),
            _ => new XlsxFile(),
        };
        var threads = new List<string?>();

        await WrittenFile.OfAsync(file, Enumerable.Repeat(WrittenFile.Row("one"), 5), pageRows: 2, onRow: () => threads.Add(Thread.CurrentThread.Name));

        threads.ShouldBe(Enumerable.Repeat("Export 1", 5));
    }

    [Fact]
    public async Task NoRows_AreAFileWithItsColumns()
    {
        var csv = Encoding.UTF8.GetString(await WrittenFile.OfAsync(new CsvFile(), []));
        var (name, titles, rows) = ExportFiles.Xlsx(await WrittenFile.OfAsync(new XlsxFile(), []))[0];

        csv.ShouldBe("text,whole,number,truth,at,atLocal,json\r\n");
        ExportFiles.Json(await WrittenFile.OfAsync(new JsonFile(false), [])).ShouldBeEmpty();
        (await WrittenFile.OfAsync(new JsonFile(true), [])).ShouldBeEmpty();
        (name, rows.Count).ShouldBe(("Things", 0));
        titles.ShouldBe(["TEXT", "WHOLE", "NUMBER", "TRUTH", "AT (UTC)", "AT (UTC, local)", "AT (offset)", "JSON"]);
    }

    [Fact]
    public async Task Unknown_IsEmptyOrNull_AndNeverZero()
    {
        ExportFiles.Csv(await WrittenFile.OfAsync(new CsvFile(), [WrittenFile.Row()])).Single().Values.ShouldAllBe(value => value == null);
        ExportFiles.Json(await WrittenFile.OfAsync(new JsonFile(false), [WrittenFile.Row()])).Single().Values.ShouldAllBe(value => value == null);
        ExportFiles.Xlsx(await WrittenFile.OfAsync(new XlsxFile(), [WrittenFile.Row(), WrittenFile.Row("x")]))[0].Rows[0].ShouldAllBe(value => value == null);
    }

    [Fact]
    public async Task Times_OfADayOf23Hours_HaveTheOffsetOfTheirMoment()
    {
        // At 01:00 UTC the clocks of Berlin went from 02:00 to 03:00.
        DateTimeOffset[] times = [new(2025, 3, 30, 0, 30, 0, TimeSpan.Zero), new(2025, 3, 30, 1, 30, 0, TimeSpan.Zero)];

        var csv = ExportFiles.Csv(await WrittenFile.OfAsync(new CsvFile(), times.Select(at => WrittenFile.Row(at: at)), "Europe/Berlin"));
        var sheet = ExportFiles.Xlsx(await WrittenFile.OfAsync(new XlsxFile(), times.Select(at => WrittenFile.Row(at: at)), "Europe/Berlin"))[0].Rows;

        csv.Select(row => row["at"]).ShouldBe(["2025-03-30T00:30:00.000Z", "2025-03-30T01:30:00.000Z"]);
        csv.Select(row => row["atLocal"]).ShouldBe(["2025-03-30T01:30:00.000+01:00", "2025-03-30T03:30:00.000+02:00"]);
        sheet.Select(row => (row[4], row[5], row[6])).ShouldBe(
        [
            (new DateTime(2025, 3, 30, 0, 30, 0), new DateTime(2025, 3, 30, 1, 30, 0), "+01:00"),
            (new DateTime(2025, 3, 30, 1, 30, 0), new DateTime(2025, 3, 30, 3, 30, 0), "+02:00"),
        ]);
    }

    [Fact]
    public async Task Csv_WithAMark_BeginsWithIt()
    {
        (await WrittenFile.OfAsync(new CsvFile(), [], hasMark: true)).Take(4).ShouldBe([0xEF, 0xBB, 0xBF, (byte)'t']);
        (await WrittenFile.OfAsync(new CsvFile(), [], hasMark: false))[0].ShouldBe((byte)'t');
    }

    [Fact]
    public async Task Xlsx_OfMoreRowsThanASheetHolds_GoesOnOnTheNext()
    {
        var file = await WrittenFile.OfAsync(new XlsxFile(rowsOfSheet: 4), Enumerable.Range(0, 7).Select(number => WrittenFile.Row(whole: number)), pageRows: 2);

        var sheets = ExportFiles.Xlsx(file);

        sheets.Select(sheet => sheet.Name).ShouldBe(["Things", "Things 2", "Things 3", "About"]);
        sheets[..3].SelectMany(sheet => sheet.Rows).Select(row => row[1]).ShouldBe(Enumerable.Range(0, 7).Select(number => (object)(double)number));
        ExportFiles.Fact(file, "Rows").ShouldBe("7");
        ExportFiles.Fact(file, "Local times").ShouldBe("UTC");
        ExportFiles.Fact(file, "Coverage").ShouldBe("unknown");
    }

    [Fact]
    public async Task Rows_OfAMillion_AreAllInTheirOrder()
    {
        var count = LongTests.AreWanted ? 1_048_577 : 20_000;
        var rows = Enumerable.Range(0, count).Select(number => WrittenFile.Row(text: $"run {number}", whole: number));

        var csv = ExportFiles.CsvColumn(await WrittenFile.OfAsync(new CsvFile(), rows), "whole");
        csv.SequenceEqual(Enumerable.Range(0, count).Select(number => number.ToString(System.Globalization.CultureInfo.InvariantCulture))).ShouldBeTrue();
        var sheets = ExportFiles.Xlsx(await WrittenFile.OfAsync(new XlsxFile(), rows));
        sheets.Count.ShouldBe(LongTests.AreWanted ? 3 : 2);
        sheets[..^1].SelectMany(sheet => sheet.Rows).Index().All(row => row.Item[1] is double number && (int)number == row.Index).ShouldBeTrue();
    }
}
