namespace FlextMonitor.Web.Startup;

/// <summary>
/// The command <c>reset-admin --email=…</c>: prints a one-time link with which an administrator who cannot sign in sets a new password. It only writes to the store,
/// so that the monitor may go on meanwhile.
/// </summary>
internal static class ResetAdmin
{
    private const string Command = "reset-admin";
    private const string Email = "--email";

    /// <summary>Whether a command line asks for it.</summary>
    public static bool IsRequested(string[] args) => args is [Command, ..];

    /// <summary>Runs it, with the settings of the monitor.</summary>
    /// <returns>The exit code: 0, or 1 if the address is missing or nobody has it.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var (email, settings) = Read(args[1..]);
        if (string.IsNullOrWhiteSpace(email))
        {
            return await RefuseAsync($"say for whom: {Command} {Email}=ada@example.com");
        }

        var monitor = MonitorBuilder.Create(settings);
        var builder = Host.CreateEmptyApplicationBuilder(new() { Configuration = monitor.Configuration, ContentRootPath = monitor.Environment.ContentRootPath });
        builder.Services.AddAccess();
        using var host = builder.Build();

        // Starting brings the store up to date. Nothing here listens.
        await host.StartAsync();
        var reset = host.Services.GetRequiredService<AdministratorReset>();
        var link = await reset.CreateLinkAsync(email, CancellationToken.None);
        if (link is null)
        {
            return await RefuseAsync($"nobody has the e-mail address '{email}'. Administrators: {string.Join(", ", await reset.AdministratorsAsync(CancellationToken.None))}");
        }

        var address = $"{Announcement.Reachable(AddressOf(monitor.Configuration))}{PathBaseSetting.Read(monitor.Configuration)}";
        await Console.Out.WriteLineAsync($"Set a new password for {email}, once and within a day, at {host.Services.GetRequiredService<PublicAddress>().LinkTo(address, link)}");
        await host.StopAsync();
        return 0;
    }

    private static string AddressOf(ConfigurationManager configuration) => (configuration[WebHostDefaults.ServerUrlsKey] ?? "").Split(';')[0];

    private static (string? Email, string[] Settings) Read(string[] args)
    {
        var at = Array.FindIndex(args, argument => argument == Email || argument.StartsWith($"{Email}=", StringComparison.Ordinal));
        return at < 0 ? (null, args)
            : args[at] == Email ? (args.ElementAtOrDefault(at + 1), [.. args[..at], .. args[Math.Min(at + 2, args.Length)..]])
            : (args[at][(Email.Length + 1)..], [.. args[..at], .. args[(at + 1)..]]);
    }

    private static async Task<int> RefuseAsync(string reason)
    {
        await Console.Error.WriteLineAsync($"{Command}: {reason}");
        return 1;
    }
}
