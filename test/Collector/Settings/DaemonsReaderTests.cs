using FlextMonitor.Collector.Settings;
using Microsoft.Extensions.Configuration;

namespace FlextMonitor.Collector.Tests.Settings;

/// <summary>Every setting of a daemon: what it is without one, and that a bad one is refused in one line that names key, content and what is allowed.</summary>
public sealed class DaemonsReaderTests
{
    private const string Keys = "Name, Address, Service, Interval, Deadline, LoadPercent, Token, CaCertificate, ClientCertificate, ClientKey, MaxMessageBytes, ExecutionLimit, LogLimit";

    [Theory]
    [InlineData("Daemons", "http://localhost:1", "Daemons holds one value, but must be a list, such as Daemons:0:Address=http://localhost:50051")]
    [InlineData("Daemons:Name", "prod", "Unknown setting 'Daemons:Name'. Daemons is a list: write Daemons:0:Name for its first entry")]
    [InlineData("Daemons:Address", "http://localhost:1", "Unknown setting 'Daemons:Address'. Daemons is a list: write Daemons:0:Address for its first entry")]
    [InlineData("Daemons:Address:0", "http://localhost:1", "Unknown setting 'Daemons:Address'. Daemons is a list: write Daemons:0:Address for its first entry")]
    [InlineData("Daemons:0", "http://localhost:1", "Daemons:0 holds one value, but must hold the settings of a daemon, such as Daemons:0:Address=http://localhost:50051")]
    [InlineData("Daemons:prod", "http://localhost:1", "Daemons:prod holds one value, but must hold the settings of a daemon, such as Daemons:prod:Address=http://localhost:50051")]
    public void Read_ListOfAnotherShape_NamesTheRightOne(string key, string value, string failure)
    {
        var reader = new DaemonsReader(new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build().GetSection(DaemonsReader.Section));

        reader.Read().ShouldBeEmpty();

        reader.Failures.ShouldBe([failure]);
    }

    [Fact]
    public void Read_ListWhereAValueBelongs_IsRefusedInOneLine() => Read(("0:Address:0", "http://localhost:50051")).Failures.ShouldBe(
        ["Unknown setting 'Daemons:0:Address:0'. 'Daemons:0:Address' holds one value, not a list"]);

    [Fact]
    public void Read_AddressAlone_HasTheDefaultsOfTheContract()
    {
        var (daemons, failures) = Read(("0:Address", "http://localhost:50051"));

        failures.ShouldBeEmpty();
        var daemon = daemons.ShouldHaveSingleItem();
        (daemon.Key, daemon.Name, daemon.Service).ShouldBe(("Daemons:0", "default", "flext.FlextService"));
        (daemon.Interval, daemon.Deadline).ShouldBe((TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5)));
        (daemon.MaxMessageBytes, daemon.ExecutionLimit, daemon.LogLimit).ShouldBe((4 * 1024 * 1024, 50, 4));
        (daemon.Token, daemon.CaCertificate, daemon.ClientCertificate, daemon.ClientKey).ShouldBe((null, null, null, null));
    }

    [Fact]
    public void Read_EverythingSet_IsTaken()
    {
        var (daemons, failures) = Read(
            ("0:Name", "prod-1_a.b"),
            ("0:Address", "http://[::1]:1234"),
            ("0:Service", "flx.FlxService"),
            ("0:Interval", "00:00:00.1"),
            ("0:Deadline", "00:10:00"),
            ("0:Token", "abc.DEF-123=="),
            ("0:MaxMessageBytes", "104857600"),
            ("0:ExecutionLimit", "1000"),
            ("0:LogLimit", "1000"),
            ("1:Address", "unix:/run/flext.sock"));

        failures.ShouldBeEmpty();
        daemons[0].ShouldBe(new DaemonOptions
        {
            Key = "Daemons:0",
            Name = "prod-1_a.b",
            Address = "http://[::1]:1234",
            Service = "flx.FlxService",
            Interval = TimeSpan.FromMilliseconds(100),
            Deadline = TimeSpan.FromMinutes(10),
            Token = "abc.DEF-123==",
            MaxMessageBytes = 104_857_600,
            ExecutionLimit = 1000,
            LogLimit = 1000,
        });
        (daemons[1].Name, daemons[1].Address).ShouldBe(("default", "unix:/run/flext.sock"));
    }

    [Theory]
    [InlineData("Name", "Prod", "be 1 to 64 of a-z 0-9 - _ . and not _monitor, the monitor's own name")]
    [InlineData("Name", "_monitor", "be 1 to 64 of a-z 0-9 - _ . and not _monitor, the monitor's own name")]
    [InlineData("Name", "a b", "be 1 to 64 of a-z 0-9 - _ . and not _monitor, the monitor's own name")]
    [InlineData("Name", "0123456789012345678901234567890123456789012345678901234567890123x", "be 1 to 64 of a-z 0-9 - _ . and not _monitor, the monitor's own name")]
    [InlineData("Address", "localhost:50051", "be http://host:port, https://host:port or unix:/path/to/socket")]
    [InlineData("Address", "ftp://host", "be http://host:port, https://host:port or unix:/path/to/socket")]
    [InlineData("Address", "http://host:50051/path", "be http://host:port, https://host:port or unix:/path/to/socket")]
    [InlineData("Address", "unix:relative", "be http://host:port, https://host:port or unix:/path/to/socket")]
    [InlineData("Service", "flext/FlextService", "be a full gRPC service name such as flext.FlextService")]
    [InlineData("Service", "flext..FlextService", "be a full gRPC service name such as flext.FlextService")]
    [InlineData("Service", "1flext", "be a full gRPC service name such as flext.FlextService")]
    [InlineData("Interval", "soon", "be a time as hh:mm:ss, such as 00:00:01, from 00:00:00.1 to 01:00:00")]
    [InlineData("Interval", "00:00:00.05", "be a time as hh:mm:ss, such as 00:00:01, from 00:00:00.1 to 01:00:00")]
    [InlineData("Interval", "01:00:01", "be a time as hh:mm:ss, such as 00:00:01, from 00:00:00.1 to 01:00:00")]
    [InlineData("Interval", "5", "be a time as hh:mm:ss, such as 00:00:01, from 00:00:00.1 to 01:00:00")]
    [InlineData("Interval", "-00:00:01", "be a time as hh:mm:ss, such as 00:00:01, from 00:00:00.1 to 01:00:00")]
    [InlineData("Deadline", "0", "be a time as hh:mm:ss, such as 00:00:05, from 00:00:00.1 to 00:10:00")]
    [InlineData("Deadline", "00:10:01", "be a time as hh:mm:ss, such as 00:00:05, from 00:00:00.1 to 00:10:00")]
    [InlineData("MaxMessageBytes", "4 MiB", "be a whole number from 1024 to 104857600")]
    [InlineData("MaxMessageBytes", "1023", "be a whole number from 1024 to 104857600")]
    [InlineData("MaxMessageBytes", "99999999999", "be a whole number from 1024 to 104857600")]
    [InlineData("ExecutionLimit", "0", "be a whole number from 1 to 1000")]
    [InlineData("ExecutionLimit", "-1", "be a whole number from 1 to 1000")]
    [InlineData("ExecutionLimit", "1001", "be a whole number from 1 to 1000")]
    [InlineData("ExecutionLimit", "2.5", "be a whole number from 1 to 1000")]
    [InlineData("LogLimit", "0", "be a whole number from 1 to 1000")]
    [InlineData("LogLimit", "1001", "be a whole number from 1 to 1000")]
    [InlineData("CaCertificate", "ca.pem", "be left out unless the address is https")]
    [InlineData("ClientCertificate", "client.pem", "be left out unless the address is https")]
    [InlineData("ClientKey", "client.key", "be left out unless the address is https")]
    public void Read_BadValue_IsRefusedInOneLine(string key, string value, string must)
    {
        var (_, failures) = Read(("7:Address", "http://localhost:50051"), ($"7:{key}", value));

        failures.ShouldHaveSingleItem().ShouldBe($"Daemons:7:{key} is '{value}', but must {must}");
    }

    [Fact]
    public void Read_NoAddress_IsRefused() =>
        Read(("0:Name", "a")).Failures.ShouldHaveSingleItem().ShouldBe("Daemons:0:Address is '', but must be http://host:port, https://host:port or unix:/path/to/socket");

    [Theory]
    [InlineData("two words")]
    [InlineData("line\nbreak")]
    [InlineData("ümlaut")]
    public void Read_BadToken_IsRefusedWithoutBeingShown(string token)
    {
        var failure = Read(("0:Address", "http://localhost:50051"), ("0:Token", token)).Failures.ShouldHaveSingleItem();

        failure.ShouldBe("Daemons:0:Token must be printable ASCII without spaces; its value is not shown");
    }

    [Fact]
    public void Read_AddressWithAPassword_IsRefusedWithoutShowingIt() =>
        Read(("0:Address", "http://user:secret@host:50051")).Failures.ShouldHaveSingleItem().ShouldStartWith("Daemons:0:Address is 'http://…@host:50051', but must be");

    [Fact]
    public void Read_UnknownKey_IsRefusedWithoutShowingWhatItHolds()
    {
        var (_, failures) = Read(("0:Address", "http://localhost:50051"), ("0:Tokn", "secret"), ("0:Intervall:Seconds", "1"));

        failures.ShouldBe(
            [
                $"Unknown setting 'Daemons:0:Tokn'. Did you mean 'Daemons:0:Token'? Known settings: {Keys}",
                $"Unknown setting 'Daemons:0:Intervall'. Did you mean 'Daemons:0:Interval'? Known settings: {Keys}",
            ], ignoreOrder: true);
    }

    [Fact]
    public void Read_KeyInOtherCase_IsTaken() => Read(("0:address", "http://localhost:50051"), ("0:INTERVAL", "00:00:05")).Failures.ShouldBeEmpty();

    [Fact]
    public void Read_NameTwice_IsRefused()
    {
        var (_, failures) = Read(("0:Address", "http://a:1"), ("1:Address", "http://b:1"), ("2:Address", "http://c:1"), ("2:Name", "other"));

        failures.ShouldHaveSingleItem().ShouldBe("Daemons:1:Name is 'default', but must be unique: another entry has it");
    }

    [Fact]
    public void Read_NoEntry_IsRefused() =>
        Read().Failures.ShouldHaveSingleItem().ShouldBe("Daemons is empty, but must hold at least one entry, such as Daemons:0:Address=http://localhost:50051");

    [Fact]
    public void Read_SeveralBadValues_AreAllNamed()
    {
        var (_, failures) = Read(("0:Address", "nowhere"), ("0:Interval", "soon"), ("1:Address", "http://b:1"), ("1:Name", "B"));

        failures.Select(failure => failure.Split(' ')[0]).ShouldBe(["Daemons:0:Address", "Daemons:0:Interval", "Daemons:1:Name"]);
    }

    [Fact]
    public void Read_ValueOfSeveralLines_IsShownOnOne() =>
        Read(("0:Address", "http://a\r\nb" + new string('x', 1000))).Failures.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            failure => failure.ShouldNotContain('\n'),
            failure => failure.Length.ShouldBeLessThan(350));

    private static (IReadOnlyList<DaemonOptions> Daemons, IReadOnlyList<string> Failures) Read(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings
                .GroupBy(setting => $"Daemons:{setting.Key}")
                .Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Last().Value)))
            .Build();
        var reader = new DaemonsReader(configuration.GetSection(DaemonsReader.Section));
        return (reader.Read(), reader.Failures);
    }
}
