using System.Globalization;
using FlextMonitor.Hosting.Settings;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Problems;
using FlextMonitor.Hub.Storage;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FlextMonitor.Testing.Web;

/// <summary>
/// The whole program inside the test's process, on a real port, with an administrator and a data folder of its own. It can stop, and
/// start again on the same port with what it stored.
/// </summary>
public sealed class InProcessMonitor : IAsyncDisposable
{
    /// <summary>The administrator's.</summary>
    public const string Email = "ada@example.com";

    /// <summary>The administrator's, and that of everybody else.</summary>
    public const string Password = "correct horse battery";

    /// <summary>
    /// The iterations of a password's hash. Few: the product's number, which has a test of its own, costs a tenth of a second of the processor for each account
    /// and each sign-in.
    /// </summary>
    public const int Iterations = 1000;

    /// <summary>For a first start, which makes the store, on a busy machine.</summary>
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);

    private readonly Dictionary<string, string> _settings;
    private readonly Action<IServiceCollection>? _services;
    private readonly string _folder;
    private ProgramFactory? _program;

    private InProcessMonitor(IReadOnlyDictionary<string, string> settings, Action<IServiceCollection>? services)
    {
        _services = services;
        _folder = Directory.CreateTempSubdirectory("monitor-test-").FullName;
        _settings = new Dictionary<string, string>
        {
            ["urls"] = "http://127.0.0.1:0",
            [DataFolder.Key] = Path.Combine(_folder, "data"),
            ["Admin:Email"] = Email,
            ["Admin:Password"] = Password,
            ["Logs:Level"] = HostLog.IsKept ? "Information" : "Fatal",

            // Tests ask again and again until something has happened.
            ["Limits:RequestsPerSession"] = "100000",
        };
        foreach (var (key, value) in settings)
        {
            _settings[key] = value;
        }
    }

    /// <summary>Its store and keys.</summary>
    public string DataDirectory => _settings[DataFolder.Key];

    /// <summary>Where it listens, such as <c>http://127.0.0.1:41234</c>; kept over <see cref="StopAsync"/>.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The program's services.</summary>
    /// <exception cref="InvalidOperationException">It is stopped.</exception>
    public IServiceProvider Services => (_program ?? throw new InvalidOperationException("The monitor is stopped.")).Services;

    /// <summary>
    /// Starts one, on a store that has its tables already unless the settings name a data folder or a database. A setting of the test wins over the usual
    /// one, and an empty one takes it away.
    /// </summary>
    /// <param name="settings">Further settings, <c>contentRoot</c> and <c>webroot</c> among them.</param>
    /// <param name="services">Replaces services of the program.</param>
    public static async Task<InProcessMonitor> StartAsync(IReadOnlyDictionary<string, string> settings, Action<IServiceCollection>? services = null)
    {
        var monitor = new InProcessMonitor(settings, services);
        try
        {
            if (settings.ContainsKey(DataFolder.Key) || settings.ContainsKey(StoreName.Monitor.Key))
            {
                await monitor.StartAsync();
                return monitor;
            }

            await MigratedStore.CopyToAsync(monitor.DataDirectory);
            await monitor.StartAsync();
            await MigratedStore.RequireAllOfAsync(monitor.Services);
            return monitor;
        }
        catch
        {
            await monitor.DisposeAsync();
            throw;
        }
    }

    /// <summary>The settings that make it watch daemons, each by its name and address.</summary>
    /// <param name="interval">The time between two samples.</param>
    /// <param name="daemons">In their order.</param>
    public static Dictionary<string, string> Watching(TimeSpan interval, params IReadOnlyList<(string Name, ScriptedDaemon Daemon)> daemons)
    {
        var settings = new Dictionary<string, string>();
        foreach (var (index, (name, daemon)) in daemons.Index())
        {
            var section = string.Create(CultureInfo.InvariantCulture, $"Daemons:{index}");
            settings[$"{section}:Name"] = name;
            settings[$"{section}:Address"] = daemon.Address;
            settings[$"{section}:Interval"] = interval.ToString("c", CultureInfo.InvariantCulture);

            // On a busy machine answers may be slow, and tests do not wait for longer intervals.
            settings[$"{section}:LoadPercent"] = "100";
        }

        return settings;
    }

    /// <summary>Starts it again where it was, with what it stored.</summary>
    public async Task StartAsync()
    {
        _program = new ProgramFactory(_settings, services =>
        {
            services.Configure<PasswordHasherOptions>(hashes => hashes.IterationCount = Iterations);
            _services?.Invoke(services);
        });
        await Task.Run(_program.StartServer).WaitAsync(StartLimit);
        Address = Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
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

    /// <summary>Ends the evaluator alone: live figures go on.</summary>
    public Task StopEvaluatingAsync() =>
        Services.GetServices<IHostedService>().OfType<EvaluatorWorker>().Single().StopAsync(CancellationToken.None).DefaultTimeout();

    /// <summary>Creates somebody with the given roles for all daemons, and the usual password.</summary>
    /// <returns>Their e-mail address, as it was given.</returns>
    public Task<string> CreateUserAsync(string email, params string[] roles) => CreateUserAsync(email, (IReadOnlyList<Grant>)[.. roles.Select(role => new Grant(role, []))]);

    /// <summary>Creates somebody with the given grants, and the usual password.</summary>
    /// <returns>Their e-mail address, as it was given.</returns>
    public async Task<string> CreateUserAsync(string email, IReadOnlyList<Grant> grants)
    {
        await using var scope = Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        Ensure(await users.CreateAsync(new Person { UserName = email, Email = email, Grants = grants }, Password));
        return email;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static void Ensure(IdentityResult result)
    {
        if (!result.Succeeded)
        {
            throw new InvalidOperationException($"{result}");
        }
    }
}
