namespace FlextMonitor.Web.Startup;

/// <summary>
/// The command <c>reset-admin --email=…</c>: prints a one-time link with which an administrator who cannot sign in sets a new password. It starts nothing, and only adds
/// the link to the store, so that the monitor may go on meanwhile. With <c>--promote</c> the person need not be an administrator yet.
/// </summary>
internal static class ResetAdmin
{
    private const string Command = "reset-admin";
    private const string Email = "--email";
    private const string Promote = "--promote";

    /// <summary>One line for <c>--help</c>.</summary>
    public static (string Usage, string Summary) Help { get; } = ($"{Command} {Email}=ADDRESS", "Print a one-time link for an administrator who cannot sign in.");

    /// <summary>Whether a command line asks for it.</summary>
    public static bool IsRequested(string[] args) => args is [Command, ..];

    /// <summary>Runs it, with the settings of the monitor.</summary>
    /// <returns>The exit code: 0, or 1 if the address is missing or is not that of an administrator.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var (email, rest) = Read(args[1..]);
        if (string.IsNullOrWhiteSpace(email))
        {
            return await RefuseAsync($"say for whom: {Command} {Email}=ada@example.com");
        }

        var monitor = MonitorBuilder.Create([.. rest.Where(argument => argument != Promote)]);
        var builder = Host.CreateEmptyApplicationBuilder(new() { Configuration = monitor.Configuration, ContentRootPath = monitor.Environment.ContentRootPath });
        builder.Services.AddAccess();
        using var host = builder.Build();
        var reset = host.Services.GetRequiredService<AdministratorReset>();
        var link = await reset.CreateLinkAsync(email, rest.Contains(Promote), CancellationToken.None);
        if (link.Path is null)
        {
            return await RefuseAsync(await ReasonAsync(link.Result, email, reset));
        }

        var address = $"{ListeningAddress.Reachable(AddressOf(monitor.Configuration))}{PathBaseSetting.Read(monitor.Configuration)}";
        await Console.Out.WriteLineAsync($"Set a new password for {email}, once and within a day, at {host.Services.GetRequiredService<PublicAddress>().LinkTo(address, link.Path)}");
        return 0;
    }

    private static async Task<string> ReasonAsync(AdministratorLinkResult result, string email, AdministratorReset reset)
    {
        var administrators = string.Join(", ", await reset.AdministratorsAsync(CancellationToken.None));
        return result == AdministratorLinkResult.NoAdministrator
            ? $"'{email}' is not an administrator. Administrators: {administrators}. To make this person one, add {Promote}"
            : $"nobody with a password has the e-mail address '{email}'. Administrators: {administrators}";
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
