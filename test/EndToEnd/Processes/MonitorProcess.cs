using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using FlextMonitor.Contracts;
using FlextMonitor.Testing;

namespace FlextMonitor.EndToEnd.Tests.Processes;

/// <summary>The whole monitor as the process that users run, with a first administrator from its settings.</summary>
internal sealed class MonitorProcess : IAsyncDisposable
{
    private const string Email = "ada@example.org";
    private const string Password = "correct horse battery staple";

    private readonly ProgramProcess _process;

    private MonitorProcess(ProgramProcess process, string address)
    {
        _process = process;
        Address = address;
    }

    public string Address { get; }

    public ProgramProcess Program => _process;

    /// <summary>Starts it, and returns once it listens.</summary>
    /// <param name="daemon">The address of the daemon to watch.</param>
    /// <param name="data">The folder of its store and its keys.</param>
    /// <param name="url">The address to listen on; a free port by default.</param>
    public static async Task<MonitorProcess> StartAsync(string daemon, string data, string url = "http://127.0.0.1:0")
    {
        var process = ProgramProcess.Start(
            "FlextMonitor.Web", "--urls", url, "--DataDirectory", data, "--Admin:Email", Email, "--Admin:Password", Password, "--Daemons:0:Address", daemon);
        try
        {
            return new MonitorProcess(process, await process.LineAsync("FlextMonitor is at "));
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>Signs the administrator in and returns a bearer token.</summary>
    public async Task<string> SignInAsync()
    {
        using var client = new HttpClient();
        var answer = await client.PostAsJsonAsync(Address + Routes.Login, new { email = Email, password = Password }).DefaultTimeout();
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!["accessToken"]!.GetValue<string>();
    }

    public async Task<HttpResponseMessage> GetAsync(string path, string? token)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await client.GetAsync(new Uri(Address + path)).DefaultTimeout();
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
