using FlextMonitor.Hub.Exports;
using FlextMonitor.Hub.Exports.Schedules;
using FlextMonitor.Hub.Exports.Schedules.Storage;
using FlextMonitor.Hub.Tests.Storage;
using FlextMonitor.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Tests.Exports.Schedules;

/// <summary>How much room the files of reports take.</summary>
public sealed class ReportFilesTests() : ScheduledReportsApi(new SqliteDatabases())
{
    private ReportFiles Files => new(Services.GetRequiredService<IDbContextFactory<ReportsDbContext>>(), Options.Create(new ExportOptions { MaxReportBytes = 250 }), Clock);

    [Fact]
    public async Task Keep_WithoutRoom_DeletesTheOldestButNoneOfTheLastDay()
    {
        (await KeepAsync("oldest", 100)).ShouldBeNull();
        Clock.Advance(TimeSpan.FromHours(1));
        (await KeepAsync("older", 100)).ShouldBeNull();
        Clock.Advance(TimeSpan.FromHours(23));

        (await KeepAsync("new", 100)).ShouldBeNull();

        (await Files.FindAsync(["oldest", "older", "new"], Cancelled)).Select(file => file.Id).Order().ShouldBe(["new", "older"]);
        (await KeepAsync("more", 100)).ShouldBe("There is no room for it: Exports:MaxReportBytes is 250, and the reports of the last 24 h take 200 already.");
        (await Files.ReadAsync("new", Cancelled))!.Length.ShouldBe(100);
    }

    [Fact]
    public async Task Keep_UnderTheSameId_ReplacesTheFile()
    {
        await KeepAsync("one", 200);

        (await KeepAsync("one", 240)).ShouldBeNull();

        (await Files.FindAsync(["one"], Cancelled)).Single().Bytes.ShouldBe(240);
    }

    [Fact]
    public async Task Keep_OfALargerFileThanIsKept_IsRefused() =>
        (await KeepAsync("huge", ReportFiles.Largest + 1)).ShouldBe("The report has 32.0 MB, and may have 32. Choose fewer daemons or a shorter time.");

    private Task<string?> KeepAsync(string id, int bytes) => Files.KeepAsync(
        new ReportFileRow
        {
            Id = id,
            Name = $"{id}.pdf",
            Title = id,
            Sources = [],
            From = Clock.GetUtcNow(),
            To = Clock.GetUtcNow(),
            MadeAt = Clock.GetUtcNow(),
            EndsAt = Clock.GetUtcNow() + ReportFiles.Kept,
            Rows = 1,
            Bytes = bytes,
            Content = new byte[bytes],
        },
        Cancelled).DefaultTimeout();
}
