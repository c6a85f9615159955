using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using FlextMonitor.Contracts;

namespace FlextMonitor.Testing.Processes;

/// <summary>The whole monitor (<c>src/Web</c>) as a process of its own, with a first administrator from its settings.</summary>
public sealed class MonitorProcess : IAsyncDisposable
{
    /// <summary>The program's name.</summary>
    public const string ProgramName = "FlextMonitor.Web";

    /// <summary>What the program prints before its address.</summary>
    public const string AddressLine = "FlextMonitor is at ";

    /// <summary>The administrator's.</summary>
    public const string Email = "ada@example.com";

    private const string Password = "correct horse battery";

    private MonitorProcess(ProgramProcess program, string address)
    {
        Program = program;
        Address = address;
    }

    /// <summary>The process.</summary>
    public ProgramProcess Program { get; }

    /// <summary>Where it listens, such as <c>http://127.0.0.1:41234</c>.</summary>
    public string Address { get; }

    /// <summary>Starts it, and returns once it listens.</summary>
    /// <param name="daemons">What it watches.</param>
    /// <param name="settings">Further settings; without a <c>DataDirectory</c> it keeps its store in a folder that goes with it.</param>
    public static Task<MonitorProcess> StartAsync(IReadOnlyList<(string Name, string Address)> daemons, params IReadOnlyList<(string Key, string Value)> settings) =>
        OnceListeningAsync(ProgramProcess.Start(ProgramName, [], [.. Watching(daemons), .. settings]));

    /// <summary>Starts it with a limit of file descriptors, and returns once it listens.</summary>
    /// <param name="descriptors">How many it may have open.</param>
    /// <param name="daemons">What it watches.</param>
    public static Task<MonitorProcess> StartLimitedAsync(int descriptors, IReadOnlyList<(string Name, string Address)> daemons) =>
        OnceListeningAsync(ProgramProcess.StartLimited(ProgramName, descriptors, [.. Watching(daemons)]));

    // On a busy machine answers may be slow, and tests do not wait for longer intervals. They ask again and again until something has happened.
    private static IEnumerable<(string Key, string Value)> Watching(IReadOnlyList<(string Name, string Address)> daemons) => daemons
        .SelectMany((daemon, index) => new[] { (Key(index, "Name"), daemon.Name), (Key(index, "Address"), daemon.Address), (Key(index, "LoadPercent"), "100") })
        .Concat([("Admin:Email", Email), ("Admin:Password", Password), ("Limits:RequestsPerSession", "100000")]);

    private static async Task<MonitorProcess> OnceListeningAsync(ProgramProcess program)
    {
        try
        {
            return new MonitorProcess(program, (await program.LineAsync(AddressLine))[AddressLine.Length..]);
        }
        catch
        {
            await program.DisposeAsync();
            throw;
        }
    }

    /// <summary>Signs the administrator in; a bearer token.</summary>
    public Task<string> SignInAsync() => SignInAsync(Email, Password);

    /// <summary>Signs somebody in; a bearer token.</summary>
    public async Task<string> SignInAsync(string email, string password)
    {
        using var client = new HttpClient();
        using var answer = await client.PostAsJsonAsync(Address + Routes.Login, new { email, password }).DefaultTimeout();
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("accessToken").GetString()!;
    }

    /// <summary>Signs the administrator in with a cookie, which the answer holds.</summary>
    public Task<HttpResponseMessage> SignInWithCookieAsync(HttpClient client) =>
        client.PostAsJsonAsync($"{Address}{Routes.Login}?useCookies=true", new { email = Email, password = Password }).DefaultTimeout();

    /// <summary>Signs in with a wrong password; what is answered.</summary>
    public async Task<HttpStatusCode> TrySignInAsync(string email)
    {
        using var client = new HttpClient();
        using var answer = await client.PostAsJsonAsync(Address + Routes.Login, new { email, password = "wrong horse battery" }).DefaultTimeout();
        return answer.StatusCode;
    }

    /// <summary>Posts a body to a path; the answer, which must be a success.</summary>
    public async Task<JsonNode> PostAsync(string path, string token, JsonObject body)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await client.PostAsJsonAsync(Address + path, body).DefaultTimeout();
        return await JsonOfAsync(answer);
    }

    /// <summary>Asks for a path, with a bearer token or with none.</summary>
    public async Task<HttpResponseMessage> GetAsync(string path, string? token)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return await client.GetAsync(new Uri(Address + path)).DefaultTimeout();
    }

    /// <summary>The answer to a path, which must be a success.</summary>
    public async Task<JsonNode> ReadAsync(string path, string token)
    {
        using var answer = await GetAsync(path, token);
        return await JsonOfAsync(answer);
    }

    /// <summary>Subscribes as a .NET service does, with a bearer token.</summary>
    public Task<HubSubscriber> SubscribeAsync(string token, HubProtocolKind protocol, bool reconnect = false) =>
        HubSubscriber.ConnectAsync(Address, protocol, options => options.AccessTokenProvider = () => Task.FromResult<string?>(token), reconnect);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Program.DisposeAsync();

    private static async Task<JsonNode> JsonOfAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync().DefaultTimeout();
        return answer.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new InvalidOperationException($"{(int)answer.StatusCode} {text}");
    }

    private static string Key(int index, string name) => string.Create(CultureInfo.InvariantCulture, $"Daemons:{index}:{name}");
}
