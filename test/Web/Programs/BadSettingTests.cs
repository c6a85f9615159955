using System.Net;
using System.Net.Sockets;
using FlextMonitor.Hub.Access;
using FlextMonitor.Testing.Processes;
using FlextMonitor.Testing.Web;

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
    [InlineData("Exports:FallbackFont", "/dev/null", "Exports:FallbackFont is '/dev/null', but must be a file of a TrueType font (.ttf) that can be read")]
    [InlineData("Exports:MaxReportBytes", "1", "Exports:MaxReportBytes is 1, but must be from 32000000 to 100000000000")]
    [InlineData("Exports:CsvDelimiter", ";", "Exports:CsvDelimiter is ';', but must be comma, semicolon, tab, pipe")]
    [InlineData("Page:AssetBase", "https://cdn.example", "Unknown setting 'Page:AssetBase'. Did you mean 'Page:AssetsBase'? Known settings: AssetsBase")]
    [InlineData("Logs:Levels", "Debug", "Unknown setting 'Logs:Levels'. Did you mean 'Logs:Level'? Known settings: Format, Level")]
    [InlineData("Daemons:0:Adress", "http://localhost:1", "Unknown setting 'Daemons:0:Adress'. Did you mean 'Daemons:0:Address'? Known settings: Name, Address, ")]
    [InlineData("Daemon:Samples:Histry", "30", "Unknown setting 'Daemon:Samples:Histry'. Did you mean 'Daemon:Samples:History'? Known settings: Seed, History, GiveUpAfter")]
    [InlineData("Admin:Email:0", "ada@example.com", "Unknown setting 'Admin:Email:0'. 'Admin:Email' holds one value, not a list")]
    [InlineData("Hub:AllowedOrigins:0:Url", "https://wall.example", "Unknown setting 'Hub:AllowedOrigins:0:Url'. 'Hub:AllowedOrigins:0' holds one value, not a section")]
    [InlineData("Page:AssetsBase:0", "https://cdn.example", "Unknown setting 'Page:AssetsBase:0'. 'Page:AssetsBase' holds one value, not a list")]
    [InlineData("Daemons", "http://localhost:1", "Daemons holds one value, but must be a list, such as Daemons:0:Address=http://localhost:50051")]
    [InlineData("Daemons:Name", "prod", "Unknown setting 'Daemons:Name'. Daemons is a list: write Daemons:0:Name for its first entry")]
    [InlineData("Daemon:0:Address", "http://localhost:1", "Unknown setting 'Daemon:0'. Did you mean 'Daemons:0'?")]
    [InlineData("Dashboards:Folder", "/nowhere/dashboards", "Dashboards:Folder is '/nowhere/dashboards', but must be a folder that exists, with dashboards as .json files")]
    [InlineData("Dashboards:Folders", "/tmp", "Unknown setting 'Dashboards:Folders'. Did you mean 'Dashboards:Folder'?")]
    [InlineData("DataDirectory", "/dev/null/data", "DataDirectory is '/dev/null/data', but must be a directory that can be written")]
    [InlineData("ConnectionStrings:Monitor", "Data Source=/nowhere/monitor.db", "ConnectionStrings:Monitor must be a SQLite database that can be written, but SQLite Error 14")]
    [InlineData("ASPNETCORE_URLS", "nowhere", "'nowhere'", "--urls (or ASPNETCORE_URLS) may hold http://host:port or https://host:port, several separated by semicolons")]
    [InlineData("ASPNETCORE_URLS", "http://192.0.2.1:5000", "192.0.2.1", "--urls (or ASPNETCORE_URLS) may hold")]
    [InlineData("ASPNETCORE_URLS", "https://127.0.0.1:0", "HTTPS", "certificate")]
    [InlineData("RunLogs:MaxBytes", "999999", "RunLogs:MaxBytes is '999999', but must be a whole number of bytes, 1000000 or more")]
    [InlineData("Limits:Connections", "0", "Limits:Connections is '0', but must be a whole number from 1 to 1000000")]
    [InlineData("Limits:ConnectionsPerAdress", "5", "Unknown setting 'Limits:ConnectionsPerAdress'. Did you mean 'Limits:ConnectionsPerAddress'?")]
    [InlineData("Kestrel:Limits:MaxConnections", "5", "Unknown setting 'Kestrel:Limits:MaxConnections'. Known settings: Http2, Http3, KeepAliveTimeout, MaxConcurrentConnections, ")]
    [InlineData("Kestrel:Limits:MaxRequestBodySize", "much", "Kestrel:Limits:MaxRequestBodySize")]
    [InlineData("Kestrel:Limits:MaxRequestHeaderCount", "-1", "Kestrel:Limits")]
    [InlineData("Kestrel:Limits", "5", "Kestrel:Limits is '5', but must be a section, such as Kestrel:Limits:MaxRequestBodySize")]
    [InlineData("Kestrel:EndpointDefaults:Protocols", "Http1AndHttp2AndHttp3", "Kestrel:EndpointDefaults:Protocols is 'Http1AndHttp2AndHttp3', but HTTP/3 is not supported")]
    [InlineData("Proxies:Known:0", "proxy.example", "Proxies:Known:0 is 'proxy.example', but must be an IP address such as 10.0.0.5, or a network such as 10.0.0.0/24")]
    [InlineData("Proxies:Known", "10.0.0.5", "Proxies:Known is '10.0.0.5', but must be a list: Proxies:Known:0=10.0.0.5")]
    [InlineData("Https:Certificate", "/nowhere/host.pem", "Https:Certificate is '/nowhere/host.pem', but must be a PEM file with a certificate and, there or in Https:CertificateKey, its private key")]
    [InlineData("Https:CertificateKey", "/nowhere/host.key", "Https:CertificateKey is '/nowhere/host.key', but has no effect without Https:Certificate")]
    [InlineData("Keys:Certificate", "/nowhere/keys.pem", "Keys:Certificate is '/nowhere/keys.pem', but must be a PEM file with an RSA certificate and, there or in Keys:CertificateKey, its private key")]
    [InlineData("Oidc:Authority", "http://login.example", "Oidc:Authority is 'http://login.example', but must be an address such as https://login.example", "http:// only for this machine itself")]
    [InlineData("Oidc:Authority", "login.example", "Oidc:Authority is 'login.example', but must be an address such as https://login.example")]
    [InlineData("Oidc:Authority", "https://login.example", "Oidc:ClientId is missing, but must be the id by which the provider at Oidc:Authority knows the monitor")]
    [InlineData("Oidc:Authority", "https://login.example", "Oidc:Roles:viewer, Oidc:Roles:operator, Oidc:Roles:admin are all missing, but one of them must say which values of the claim 'roles' give a role")]
    [InlineData("Oidc:ClientId", "monitor", "Oidc:ClientId is 'monitor', but has no effect without Oidc:Authority")]
    [InlineData("Oidc:DefaultRole", "boss", "Oidc:DefaultRole is 'boss', but must be one of viewer, operator, admin")]
    [InlineData("Oidc:RoleClaim", " ", "Oidc:RoleClaim is ' ', but must be the name of a claim, such as groups")]
    [InlineData("Oidc:Scopes", "profile", "Oidc:Scopes is 'profile', but must contain openid")]
    [InlineData("Oidc:Unconfirmed", "00:01:00", "Oidc:Unconfirmed is '00:01:00', but must be a time as d.hh:mm:ss, such as 00:15:00, from 00:05:00 to 1.00:00:00")]
    [InlineData("Oidc:Roles:boss", "chiefs", "Unknown setting 'Oidc:Roles:boss'. Known settings: Viewer, Operator, Admin")]
    [InlineData("Oidc:ClientSecrt", "x", "Unknown setting 'Oidc:ClientSecrt'. Did you mean 'Oidc:ClientSecret'?")]
    [InlineData("Jwt:Authority", "http://login.example", "Jwt:Authority is 'http://login.example', but must be an address such as https://login.example")]
    [InlineData("Jwt:Authority", "https://login.example", "Jwt:Audience is missing, but must be the audience that the tokens of Jwt:Authority name for the monitor")]
    [InlineData("Jwt:Authority", "https://login.example", "Jwt:Roles:viewer, Jwt:Roles:operator, Jwt:Roles:admin are all missing, but one of them must say which values of the claim 'roles' give a role")]
    [InlineData("Cluster:Roles", "hub, judge", "Cluster:Roles is 'hub, judge', but must be one or several of hub, collector, evaluator, separated by commas")]
    [InlineData("Cluster:Roles", "hub", "Cluster:Roles is 'hub', but must be left out without ConnectionStrings:Redis: one process does everything")]
    [InlineData("Cluster:Node", "a b", "Cluster:Node is 'a b', but must be 1 to 64 characters of a-z A-Z 0-9 - _ .")]
    [InlineData("Jwt:Audience", "monitor", "Jwt:Audience is 'monitor', but has no effect without Jwt:Authority")]
    [InlineData("Access:LocalSignIn", "false", "Access:LocalSignIn is 'false', but must be true without Oidc:Authority: nobody could sign in")]
    [InlineData("Kestrel:Certificates:Default:Path", "/nowhere/host.pem", "Kestrel:Certificates:Default:Path is '/nowhere/host.pem', but must be a file that can be read")]
    public async Task Start_WithASettingThatCannotBe_SaysSoInOneLine(string key, string value, params string[] parts)
    {
        ShouldRefuse(await InProcessProgram.RunAsync(("Logs:Level", "Verbose"), (key, value)), parts);
    }

    /// <summary>As a process, which leaves no file either; the first two are faults that only the environment can have.</summary>
    [Theory]
    [InlineData("Deamons:0:Address", "http://localhost:1", "Unknown setting 'Deamons'. Did you mean 'Daemons'? Known settings: Access, Admin, Alerts, Audit, Cluster, ConnectionStrings, Daemon, Daemons, ")]
    [InlineData("Daemons_0_Address", "http://localhost:1", "Unknown setting 'Daemons_0_Address'. An environment variable is written with two underscores between its parts: 'Daemons__0__Address'")]
    [InlineData("Logs:Level", "Loud", "Logs:Level is 'Loud', but must be one of Verbose, Debug, Information, Warning, Error, Fatal")]
    [InlineData("ASPNETCORE_URLS", "http://192.0.2.1:5000", "192.0.2.1", "--urls (or ASPNETCORE_URLS) may hold")]
    public async Task Start_WithAVariableThatCannotBe_SaysSoInOneLine(string key, string value, params string[] parts)
    {
        await using var program = ProgramRun.Start((key, value));

        await ShouldRefuseAsync(program, parts);
    }

    [Theory]
    [InlineData("Admin:Password", "hunter2", "Admin:Password holds 7 characters, but must have at least 12 and at most 1024")]
    [InlineData("Admin:Password", "        ", "Admin:Password holds 8 characters, but", "not all of them white space")]
    [InlineData("Admin:Pasword", Secret, "Unknown setting 'Admin:Pasword'. Did you mean 'Admin:Password'? Known settings: Email, Password")]
    [InlineData("ConnectionStrings:Redis", "redis.example,password=" + Secret, "ConnectionStrings:Redis is for several processes, which need a PostgreSQL database too, but ConnectionStrings:Monitor names none")]
    [InlineData("ConnectionStrings:Redis", "redis.example:" + Secret, "ConnectionStrings:Redis must be host:port, followed by settings of StackExchange.Redis such as ,password=")]
    [InlineData("Daemons:0:Token", Secret + " with spaces", "Daemons:0:Token must be printable ASCII without spaces; its value is not shown")]
    [InlineData("ConnectionStrings:Monitor", "Data Source=monitor.db;Password=" + Secret, "ConnectionStrings:Monitor must name a file in Data Source and no Password")]
    [InlineData("ConnectionStrings:Monitor", "Host=db.example;Database=monitor;Pasword=" + Secret, "ConnectionStrings:Monitor must be a SQLite connection string such as Data Source=monitor.db", "or a PostgreSQL one such as Host=localhost;")]
    [InlineData("ConnectionStrings:Monitor", "Host=127.0.0.1;Port=1;Database=monitor;Username=monitor;Password=" + Secret, "ConnectionStrings:Monitor must be a PostgreSQL database that can be reached and changed, but its server cannot be reached")]
    [InlineData("ConnectionStrings:Monitor", Secret, "ConnectionStrings:Monitor must be a SQLite connection string such as Data Source=monitor.db")]
    public async Task Start_WithASecretThatCannotBe_SaysSoWithoutShowingIt(string key, string value, params string[] parts)
    {
        var program = await InProcessProgram.RunAsync([(key, value), ("Admin:Email", "ada@example.com"), ("Logs:Level", "Verbose"), .. Filler(key)]);

        ShouldRefuse(program, parts);
        program.Output.Concat(program.Errors).ShouldAllBe(line => !line.Contains("hunter2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_WithASectionThatIsNone_OnTheCommandLine_NamesThoseThereAre()
    {
        var program = await InProcessProgram.RunAsync(["--Deamons:0:Address=http://localhost:1", "--Logs:Level=Verbose"]);

        ShouldRefuse(program, "Unknown setting 'Deamons'. Did you mean 'Daemons'? Known settings: Access, Admin, Alerts, Audit, Cluster, ConnectionStrings, Daemon, Daemons, Dashboards, DataDirectory, Exports, History, Https, Hub, Jwt, Keys, Limits, Logs, Mail, Meltano, Oidc, Page, PathBase, Proxies, PublicUrl, RunLogs, Session, and those of ASP.NET Core");
    }

    [Theory]
    [InlineData("--Logging:LogLevel:Default=Debug", "Unknown setting 'Logging'. Use 'Logs:Level' instead")]
    [InlineData("--Logs=Debug", "'Logs' is a section and holds no value of its own. Its settings: Logs:Format, Logs:Level")]
    [InlineData("--Serilog:MinimumLevel=Debug", "Unknown setting 'Serilog'. Use 'Logs:Level' instead")]
    [InlineData("--Logs:Level:Default=Debug", "Unknown setting 'Logs:Level:Default'. 'Logs:Level' holds one value, not a section")]
    public async Task Start_WithLogLevelsAsOtherProgramsHaveThem_NamesTheSetting(string argument, string message)
    {
        ShouldRefuse(await InProcessProgram.RunAsync([argument]), message);
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

        ShouldRefuse(await InProcessProgram.RunAsync(("contentRoot", root.FullName)), "Unknown setting 'Deamons'. Did you mean 'Daemons'? Known settings: ");

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

        ShouldRefuse(await InProcessProgram.RunAsync(("contentRoot", root.FullName)), $"'{file}'. Line 3, column 3: '\"' is invalid after a value.");

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

        var program = await InProcessProgram.RunAsync(("DataDirectory", data.FullName), ("Admin:Email", MonitorHost.AdminEmail), ("Admin:Password", MonitorHost.Password));

        ShouldRefuse(program, $"Admin:Email cannot be that of the administrator: Email '{MonitorHost.AdminEmail}' is already taken.");
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
        ShouldRefuse(await program.ExitAsync(), program.Output, program.Errors, parts);
        Directory.EnumerateFileSystemEntries(program.Temporary).ShouldBeEmpty();
    }

    private static void ShouldRefuse(InProcessProgram program, params string[] parts) => ShouldRefuse(program.Code, program.Output, program.Errors, parts);

    private static void ShouldRefuse(int code, IReadOnlyList<string> output, IReadOnlyList<string> errors, string[] parts)
    {
        code.ShouldBe(1, string.Join('\n', [.. output, .. errors]));
        var line = errors.ShouldHaveSingleItem();
        line.ShouldStartWith("FlextMonitor cannot start: ");
        foreach (var part in parts)
        {
            line.ShouldContain(part, Case.Sensitive);
        }

        output.ShouldAllBe(printed => !printed.Contains("Exception", StringComparison.Ordinal) && !printed.Contains(" ERR]", StringComparison.Ordinal) && !printed.Contains(" FTL]", StringComparison.Ordinal));
    }
}
