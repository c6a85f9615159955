using FlextMonitor.Contracts;

namespace FlextMonitor.Web.Startup;

/// <summary>The command <c>healthcheck</c>: asks the monitor with the same settings whether it can serve, for a container engine that has no other program to ask with.</summary>
internal static class HealthCommand
{
    private const string Command = "healthcheck";

    /// <summary>Shorter than what container engines allow by default.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>One line for <c>--help</c>.</summary>
    public static (string Usage, string Summary) Help { get; } = (Command, "Ask the monitor that runs with these settings whether it can serve; ends with 1 if not.");

    /// <summary>Whether a command line asks for it.</summary>
    public static bool IsRequested(string[] args) => args is [Command, ..] && !ProgramInfo.IsRequested(args);

    /// <summary>Asks.</summary>
    /// <returns>The exit code: 0, or 1 if it cannot serve or does not answer.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var configuration = MonitorBuilder.Create(args[1..]).Configuration;
        var address = ListeningAddress.Reachable((configuration[WebHostDefaults.ServerUrlsKey] ?? "").Split(';')[0]);
        using var handler = new HttpClientHandler();

        // It asks itself, and sends nothing that is secret. The certificate is for the name by which others reach it.
        handler.ServerCertificateCustomValidationCallback = (_, _, _, _) => true;
        using var client = new HttpClient(handler) { Timeout = Patience };
        try
        {
            using var answer = await client.GetAsync(new Uri($"{address.TrimEnd('/')}{PathBaseSetting.Read(configuration)}{Routes.HealthReady}"));
            if (answer.IsSuccessStatusCode)
            {
                return 0;
            }

            return await RefuseAsync($"not ready: {await answer.Content.ReadAsStringAsync()}");
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or UriFormatException)
        {
            return await RefuseAsync($"{address} does not answer: {exception.Message}");
        }
    }

    private static async Task<int> RefuseAsync(string reason)
    {
        await Console.Error.WriteLineAsync($"{Command}: {reason}");
        return 1;
    }
}
