using System.Runtime.Versioning;
using FlextMonitor.Collector.Feed;
using FlextMonitor.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Collector.Tests.Feed;

public sealed class EpochFileTests : IDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeMilliseconds(1_700_000_000_123);

    private readonly string _directory = Directory.CreateTempSubdirectory("epoch-test-").FullName;
    private readonly RecordedLog _log = new();

    [Fact]
    public void Next_FirstStart_IsTheClock()
    {
        Next(Now).ShouldBe(1_700_000_000_123);

        _log.Entries.ShouldBeEmpty();
    }

    [Fact]
    public void Next_ClockSetBack_StillIncreases()
    {
        var first = Next(Now);

        Next(Now.AddDays(-400)).ShouldBe(first + 1);
        Next(Now.AddDays(-400)).ShouldBe(first + 2);
        Next(Now.AddSeconds(1)).ShouldBe(first + 1000);
    }

    [Fact]
    public void Next_TwoStartsInOneMillisecond_Grows() => (Next(Now), Next(Now)).ShouldBe((1_700_000_000_123, 1_700_000_000_124));

    [Fact]
    public void Next_FolderDoesNotExist_IsCreated()
    {
        Next(Now, Path.Combine(_directory, "not", "yet"));

        File.ReadAllText(Path.Combine(_directory, "not", "yet", EpochFile.Name)).ShouldBe("1700000000123");
    }

    [Fact]
    [SupportedOSPlatform("linux")]
    public void Next_FolderDoesNotExist_IsCreatedForItsOwnerOnly()
    {
        Next(Now, Path.Combine(_directory, "not", "yet"));

        File.GetUnixFileMode(Path.Combine(_directory, "not", "yet")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("-5")]
    [InlineData("9007199254740991")]
    [InlineData("99999999999999999999")]
    public void Next_FileWithoutAnEpoch_UsesTheClockAndLogsIt(string content)
    {
        File.WriteAllText(Path.Combine(_directory, EpochFile.Name), content);

        Next(Now).ShouldBe(1_700_000_000_123);

        _log.Entries.ShouldHaveSingleItem().Event.ShouldBe(2052);
    }

    [Fact]
    public void Next_FolderCannotBeCreated_UsesTheClockAndLogsIt()
    {
        var file = Path.Combine(_directory, "a-file");
        File.WriteAllText(file, "");

        Next(Now, Path.Combine(file, "data")).ShouldBe(1_700_000_000_123);

        _log.Entries.ShouldHaveSingleItem().Event.ShouldBe(2051);
    }

    public void Dispose()
    {
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public void IssueNext_SeveralTermsInOneMillisecond_GrowsEachTime()
    {
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(_log.CreateProvider()));
        var epochs = new EpochFile(_directory, new FakeTimeProvider(Now), loggers.CreateLogger<EpochFile>());

        var issued = new[] { epochs.IssueNext(), epochs.IssueNext(), epochs.IssueNext() };

        issued.ShouldBe([1_700_000_000_123, 1_700_000_000_124, 1_700_000_000_125]);
    }

    private long Next(DateTimeOffset now, string? directory = null)
    {
        using var loggers = LoggerFactory.Create(logging => logging.AddProvider(_log.CreateProvider()));
        return new EpochFile(directory ?? _directory, new FakeTimeProvider(now), loggers.CreateLogger<EpochFile>()).IssueNext();
    }
}
