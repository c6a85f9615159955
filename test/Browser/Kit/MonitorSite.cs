using FlextMonitor.Testing;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Browser.Tests.Kit;

/// <summary>The real host with the page as it was built, on a real port and a data folder of its own. It can go, and come back on the same port.</summary>
internal sealed class MonitorSite : IAsyncDisposable
{
    public const string Email = "ada@example.com";
    public const string Password = "correct horse battery";

    /// <summary>On a busy machine the first start, which makes the store, takes long.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    private readonly Dictionary<string, string> _settings;
    private readonly string _folder;
    private MonitorProgram? _program;

    private MonitorSite(Dictionary<string, string> settings, string folder)
    {
        _settings = settings;
        _folder = folder;
    }

    /// <summary>Where it listens, such as <c>http://127.0.0.1:41234</c>; kept over <see cref="StopAsync"/>.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Starts one; a setting of the test's wins over the usual one.</summary>
    /// <param name="daemons">What it watches, by name.</param>
    /// <param name="settings">Further settings.</param>
    public static async Task<MonitorSite> StartAsync(IReadOnlyList<(string Name, ScriptedDaemon Daemon)> daemons, params (string Key, string Value)[] settings)
    {
        var folder = Directory.CreateTempSubdirectory("browser-test-").FullName;
        var all = new Dictionary<string, string>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["DataDirectory"] = Path.Combine(folder, "data"),
            ["webroot"] = Path.Combine(Repository.Web, "wwwroot"),
            ["Admin:Email"] = Email,
            ["Admin:Password"] = Password,
            ["Logs:Level"] = "Fatal",
        };
        foreach (var (index, (name, daemon)) in daemons.Index())
        {
            all[$"Daemons:{index}:Name"] = name;
            all[$"Daemons:{index}:Address"] = daemon.Address;
            all[$"Daemons:{index}:Interval"] = "00:00:00.5";
        }

        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        var site = new MonitorSite(all, folder);
        await site.StartAsync();
        return site;
    }

    /// <summary>Starts it again where it was, with what it stored.</summary>
    public async Task StartAsync()
    {
        _program = new MonitorProgram(_settings);
        await Task.Run(_program.StartServer).WaitAsync(StartLimit);
        Address = _program.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        _settings["urls"] = Address;
    }

    /// <summary>Ends it as a signal to its process would: subscribers are told first.</summary>
    public async Task StopAsync()
    {
        if (_program is { } program)
        {
            _program = null;
            await program.DisposeAsync().AsTask().DefaultTimeout();
        }
    }

    /// <summary>Creates somebody with the given roles, and the usual password.</summary>
    public async Task CreateUserAsync(string email, params string[] roles)
    {
        var program = _program ?? throw new InvalidOperationException("The host is stopped.");
        await using var scope = program.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<IdentityUser>>();
        var user = new IdentityUser { UserName = email, Email = email };
        (await users.CreateAsync(user, Password)).Succeeded.ShouldBeTrue();
        if (roles.Length > 0)
        {
            (await users.AddToRolesAsync(user, roles)).Succeeded.ShouldBeTrue();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
