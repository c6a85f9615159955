using System.Net;
using System.Net.Sockets;
using FlextMonitor.Hub.Access;
using FlextMonitor.Testing.Processes;

namespace FlextMonitor.Web.Tests.Programs;

/// <summary>A bad setting stops the start: exit code 1, and one line that names the key, what it holds and what it may hold.</summary>
public sealed class BadSettingTests
{
    private const string Secret = "hunter2-never-shown";

    [Theory]
    [InlineData("Daemons:0:Address", "nowhere", "Daemons:0:Address is 'nowhere', but must be http://host:port, https://host:port or unix:/path/to/socket")]
    [InlineData("Daemons:0:Interval", "0", "Daemons:0:Interval is '0', but must be a time as hh:mm:ss, such as 00:00:01, from 00:00:00.1 to 01:00:00", "Daemons:0:Address is '', but must be")]
    [InlineData("PathBase", "monitor/", "PathBase is 'monitor/', but must be a path such as /monitor")]
    [InlineData("Logs:Format", "xml", "Logs:Format is 'xml', but must be one of text or json")]
    [InlineData("Logs:Level", "Loud", "Logs:Level is 'Loud', but must be one of Verbose, Debug, Information, Warning, Error, Fatal")]
    [InlineData("Admin:Email", "nobody", "Admin:Email is 'nobody', but must be an e-mail address where Admin:Password is set, at most 256 characters and no white space in it")]
    [InlineData("Hub:AllowedOrigins:0", "https://wall.example/path", "Hub:AllowedOrigins:0 is 'https://wall.example/path', but must be an origin")]
    [InlineData("Hub:AllowedOrigins", "https://wall.example", "Hub:AllowedOrigins is 'https://wall.example', but must be a list: Hub:AllowedOrigins:0")]
    [InlineData("Hub:JoinWindow", "soon", "'soon'", "Hub:JoinWindow", "hh:mm:ss, such as 00:00:05")]
    [InlineData("Hub:JoinWindow", "00:00:75", "'00:00:75'", "Hub:JoinWindow", "hh:mm:ss, such as 00:00:05")]
    [InlineData("Hub:SlowAfter", "01:00:00", "Hub:SlowAfter is '01:00:00', but must be a time as hh:mm:ss, such as 00:00:10, from 00:00:01 to 00:05:00")]
    [InlineData("Hub:JoinWindows", "00:00:00.01", "Unknown setting 'Hub:JoinWindows'. Did you mean 'Hub:JoinWindow'? Known settings: JoinWindow, SlowAfter, AllowedOrigins")]
    [InlineData("Page:AssetBase", "https://cdn.example", "Unknown setting 'Page:AssetBase'. Did you mean 'Page:AssetsBase'? Known settings: AssetsBase")]
    [InlineData("Logs:Levels", "Debug", "Unknown setting 'Logs:Levels'. Did you mean 'Logs:Level'? Known settings: Format, Level")]
    [InlineData("Daemons:0:Adress", "http://localhost:1", "Unknown setting 'Daemons:0:Adress'. Did you mean 'Daemons:0:Address'? Known settings: Name, Address, ")]
    [InlineData("Deamons:0:Address", "http://localhost:1", "Unknown setting 'Deamons'. Did you mean 'Daemons'? Known settings: Access, Admin, ConnectionStrings, Daemon, Daemons, ")]
    [InlineData("Daemon:Samples:Histry", "30", "Unknown setting 'Daemon:Samples:Histry'. Did you mean 'Daemon:Samples:History'? Known settings: Seed, History, GiveUpAfter")]
    [InlineData("Admin:Email:0", "ada@example.com", "Unknown setting 'Admin:Email:0'. 'Admin:Email' holds one value, not a list")]
    [InlineData("Hub:AllowedOrigins:0:Url", "https://wall.example", "Unknown setting 'Hub:AllowedOrigins:0:Url'. 'Hub:AllowedOrigins:0' holds one value, not a section")]
    [InlineData("Page:AssetsBase:0", "https://cdn.example", "Unknown setting 'Page:AssetsBase:0'. 'Page:AssetsBase' holds one value, not a list")]
    [InlineData("Daemons", "http://localhost:1", "Daemons holds one value, but must be a list, such as Daemons:0:Address=http://localhost:50051")]
    [InlineData("Daemons:Name", "prod", "Unknown setting 'Daemons:Name'. Daemons is a list: write Daemons:0:Name for its first entry")]
    [InlineData("Daemons_0_Address", "http://localhost:1", "Unknown setting 'Daemons_0_Address'. An environment variable is written with two underscores between its parts: 'Daemons__0__Address'")]
    [InlineData("Daemon:0:Address", "http://localhost:1", "Unknown setting 'Daemon:0'. Did you mean 'Daemons:0'?")]
    [InlineData("DataDirectory", "/dev/null/data", "DataDirectory is '/dev/null/data', but must be a directory that can be written")]
    [InlineData("ConnectionStrings:Monitor", "Data Source=/nowhere/monitor.db", "ConnectionStrings:Monitor must be a SQLite database that can be written, but SQLite Error 14")]
    [InlineData("ASPNETCORE_URLS", "nowhere", "'nowhere'", "--urls (or ASPNETCORE_URLS) may hold http://host:port or https://host:port, several separated by semicolons")]
    [InlineData("ASPNETCORE_URLS", "http://192.0.2.1:5000", "192.0.2.1", "--urls (or ASPNETCORE_URLS) may hold")]
    [InlineData("ASPNETCORE_URLS", "https://127.0.0.1:0", "HTTPS", "certificate")]
    [InlineData("Kestrel:Certificates:Default:Path", "/nowhere/host.pem", "Kestrel:Certificates:Default:Path is '/nowhere/host.pem', but must be a file that can be read")]
    public async Task Start_WithASettingThatCannotBe_SaysSoInOneLine(string key, string value, params string[] parts)
    {
        await using var program = ProgramRun.Start((key, value), ("Logs:Level", key == "Logs:Level" ? value : "Verbose"));

        await ShouldRefuseAsync(program, parts);
    }

    [Theory]
    [InlineData("Admin:Password", "hunter2", "Admin:Password holds 7 characters, but must have at least 12 and at most 1024")]
    [InlineData("Admin:Password", "        ", "Admin:Password holds 8 characters, but", "not all of them white space")]
    [InlineData("Admin:Pasword", Secret, "Unknown setting 'Admin:Pasword'. Did you mean 'Admin:Password'? Known settings: Email, Password")]
    [InlineData("ConnectionStrings:Redis", "redis.example,password=" + Secret, "ConnectionStrings:Redis must be left out")]
    [InlineData("Daemons:0:Token", Secret + " with spaces", "Daemons:0:Token must be printable ASCII without spaces; its value is not shown")]
    [InlineData("ConnectionStrings:Monitor", "Data Source=monitor.db;Password=" + Secret, "ConnectionStrings:Monitor must name a file in Data Source and no Password")]
    [InlineData("ConnectionStrings:Monitor", "Host=db.example;Database=monitor;Pasword=" + Secret, "ConnectionStrings:Monitor must be a SQLite connection string such as Data Source=monitor.db", "or a PostgreSQL one such as Host=localhost;")]
    [InlineData("ConnectionStrings:Monitor", "Host=127.0.0.1;Port=1;Database=monitor;Username=monitor;Password=" + Secret, "ConnectionStrings:Monitor must be a PostgreSQL database that can be reached and changed, but its server cannot be reached")]
    [InlineData("ConnectionStrings:Monitor", Secret, "ConnectionStrings:Monitor must be a SQLite connection string such as Data Source=monitor.db")]
    public async Task Start_WithASecretThatCannotBe_SaysSoWithoutShowingIt(string key, string value, params string[] parts)
    {
        await using var program = ProgramRun.Start([(key, value), ("Admin:Email", "ada@example.com"), ("Logs:Level", "Verbose"), .. Filler(key)]);

        await ShouldRefuseAsync(program, parts);

        program.Output.Concat(program.Errors).ShouldAllBe(line => !line.Contains("hunter2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_WithASectionThatIsNone_OnTheCommandLine_NamesThoseThereAre()
    {
        await using var program = ProgramRun.Start(["--Deamons:0:Address=http://localhost:1", "--Logs:Level=Verbose"]);

        await ShouldRefuseAsync(program, "Unknown setting 'Deamons'. Did you mean 'Daemons'? Known settings: Access, Admin, ConnectionStrings, Daemon, Daemons, DataDirectory, Hub, Logs, Meltano, Page, PathBase, PublicUrl, Session, and those of ASP.NET Core");
    }

    [Theory]
    [InlineData("--Logging:LogLevel:Default=Debug", "Unknown setting 'Logging'. Use 'Logs:Level' instead")]
    [InlineData("--Logs=Debug", "'Logs' is a section and holds no value of its own. Its settings: Logs:Format, Logs:Level")]
    [InlineData("--Serilog:MinimumLevel=Debug", "Unknown setting 'Serilog'. Use 'Logs:Level' instead")]
    [InlineData("--Logs:Level:Default=Debug", "Unknown setting 'Logs:Level:Default'. 'Logs:Level' holds one value, not a section")]
    public async Task Start_WithLogLevelsAsOtherProgramsHaveThem_NamesTheSetting(string argument, string message)
    {
        await using var program = ProgramRun.Start([argument]);

        await ShouldRefuseAsync(program, message);
    }

    [Fact]
    public async Task Start_InATemporaryFolderThatCannotHoldASocket_SaysSoInOneLine()
    {
        await using var program = ProgramRun.Start(("TMPDIR", "/tmp/" + new string('x', 100)));

        await ShouldRefuseAsync(program, "the folder for temporary files cannot hold a socket", "Set TMPDIR");
    }

    [Fact]
    public async Task Start_WithASectionThatIsNone_InASettingsFile_NamesThoseThereAre()
    {
        var root = Directory.CreateTempSubdirectory("bad-setting-test-");
        await File.WriteAllTextAsync(Path.Combine(root.FullName, "appsettings.json"), """{ "Deamons": [ { "Address": "http://localhost:1" } ] }""", TestContext.Current.CancellationToken);

        await using (var program = ProgramRun.Start(("DOTNET_CONTENTROOT", root.FullName)))
        {
            await ShouldRefuseAsync(program, "Unknown setting 'Deamons'. Did you mean 'Daemons'? Known settings: ");
        }

        root.Delete(recursive: true);
    }

    [Theory]
    [InlineData("appsettings.json")]
    [InlineData("appsettings.Production.json")]
    public async Task Start_WithABrokenSettingsFile_NamesFileLineAndColumn(string name)
    {
        var root = Directory.CreateTempSubdirectory("bad-setting-test-");
        var file = Path.Combine(root.FullName, name);
        await File.WriteAllTextAsync(file, "{\n  \"PathBase\": \"/monitor\"\n  \"Hub\": {}\n}", TestContext.Current.CancellationToken);

        await using (var program = ProgramRun.Start(("DOTNET_CONTENTROOT", root.FullName)))
        {
            await ShouldRefuseAsync(program, $"'{file}'. Line 3, column 3: '\"' is invalid after a value.");
        }

        root.Delete(recursive: true);
    }

    [Fact]
    public async Task Start_WithAnAdministratorWhoseAddressIsAnothers_NamesThatKey()
    {
        var data = Directory.CreateTempSubdirectory("bad-setting-test-");
        await using (var host = await MonitorHost.StartAsync(settings: [("DataDirectory", data.FullName), ("Admin:Email", ""), ("Admin:Password", "")]))
        {
            await host.CreateUserAsync(MonitorHost.AdminEmail, Roles.Viewer);
        }

        await using (var program = ProgramRun.Start(("DataDirectory", data.FullName), ("Admin:Email", MonitorHost.AdminEmail), ("Admin:Password", MonitorHost.Password)))
        {
            await ShouldRefuseAsync(program, $"Admin:Email cannot be that of the administrator: Email '{MonitorHost.AdminEmail}' is already taken.");
        }

        data.Delete(recursive: true);
    }

    [Fact]
    public async Task Start_AtAPortThatIsTaken_SaysSoInOneLine()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";
        await using var program = ProgramRun.Start(("ASPNETCORE_URLS", address));

        await ShouldRefuseAsync(program, address, "address already in use", "--urls");
    }

    [Fact]
    public async Task Start_WithoutAnAddress_IsAtPort5000OfThisMachine()
    {
        await using var program = ProgramRun.Start(("ASPNETCORE_URLS", ""));

        // Null on a busy machine, where the port is somebody else's: then it says that this one is taken.
        if (await program.FindLineAsync(MonitorProcess.AddressLine) is { } line)
        {
            line.ShouldBe($"{MonitorProcess.AddressLine}http://localhost:5000");
        }
        else
        {
            await ShouldRefuseAsync(program, "http://127.0.0.1:5000: address already in use");
        }
    }

    private static (string Key, string Value)[] Filler(string key) => key switch
    {
        "Admin:Password" => [],
        "Daemons:0:Token" => [("Daemons:0:Address", "http://localhost:1"), ("Admin:Password", "correct horse battery")],
        _ => [("Admin:Password", "correct horse battery")],
    };

    private static async Task ShouldRefuseAsync(ProgramProcess program, params string[] parts)
    {
        var code = await program.ExitAsync();

        code.ShouldBe(1, string.Join('\n', [.. program.Output, .. program.Errors]));
        var line = program.Errors.ShouldHaveSingleItem();
        line.ShouldStartWith("FlextMonitor cannot start: ");
        foreach (var part in parts)
        {
            line.ShouldContain(part, Case.Sensitive);
        }

        program.Output.ShouldAllBe(printed => !printed.Contains("Exception", StringComparison.Ordinal) && !printed.Contains(" ERR]", StringComparison.Ordinal) && !printed.Contains(" FTL]", StringComparison.Ordinal));
        Directory.EnumerateFileSystemEntries(program.Temporary).ShouldBeEmpty();
    }
}
