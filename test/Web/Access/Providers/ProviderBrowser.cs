using System.Net;
using FlextMonitor.Contracts;

namespace FlextMonitor.Web.Tests.Access.Providers;

/// <summary>A browser that goes to the provider and comes back, one step at a time.</summary>
internal sealed class ProviderBrowser : IDisposable
{
    private readonly MonitorHost _host;
    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _client;

    public ProviderBrowser(MonitorHost host)
    {
        _host = host;
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = _cookies }) { BaseAddress = new Uri(host.Address) };
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>The cookies that it sends to the monitor's pages.</summary>
    public string Cookie => _cookies.GetCookieHeader(new Uri(_host.Address));

    /// <summary>Asks the monitor to go to the provider. Where it leads: there, or to a page of the monitor.</summary>
    /// <param name="query">The query of the address.</param>
    /// <param name="site">What the browser says of the page that asks, <c>Sec-Fetch-Site</c>.</param>
    public Task<string> LeaveAsync(string query = "", string? site = null) => RedirectAsync($"{Routes.LoginProvider}{query}", site);

    /// <summary>Asks the provider. Where it leads back to.</summary>
    public Task<string> AskProviderAsync(string address) => RedirectAsync(address);

    /// <summary>Brings the provider's answer to the monitor. Where it leads.</summary>
    public Task<string> ReturnAsync(string address) => RedirectAsync(address);

    /// <summary>Signs in, and where that leads.</summary>
    public async Task<string> SignInAsync(string query = "") => await ReturnAsync(await AskProviderAsync(await LeaveAsync(query)));

    /// <summary>The status of a request to the monitor.</summary>
    public async Task<HttpStatusCode> StatusOfAsync(string path)
    {
        using var answer = await _client.GetAsync(path, Cancelled);
        return answer.StatusCode;
    }

    /// <summary>Sends a request to the monitor as its page does.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Add("Origin", _host.Address);
        return _client.SendAsync(request, Cancelled);
    }

    public void Dispose() => _client.Dispose();

    private async Task<string> RedirectAsync(string address, string? site = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (site is not null)
        {
            request.Headers.Add("Sec-Fetch-Site", site);
        }

        using var answer = await _client.SendAsync(request, Cancelled);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, $"{address}: {await answer.Content.ReadAsStringAsync(Cancelled)}");
        return answer.Headers.Location!.OriginalString;
    }
}
