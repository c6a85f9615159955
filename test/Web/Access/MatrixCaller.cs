using FlextMonitor.Contracts;

namespace FlextMonitor.Web.Tests.Access;

/// <summary>Somebody with credentials of one kind.</summary>
/// <param name="Name">What they are.</param>
/// <param name="Role">The role that they give; empty for none, null if they are not valid.</param>
/// <param name="Client">Sends them.</param>
internal sealed record MatrixCaller(string Name, string? Role, HttpClient Client) : IDisposable
{
    /// <summary>Whether they are a service token, and not a person's session.</summary>
    public bool IsToken { get; init; }

    /// <summary>Whether they are for another daemon than <c>default</c>.</summary>
    public bool IsForOtherDaemon { get; init; }

    /// <summary>Goes on with the session whose cookie an answer sets, as a browser does. One that signs out stays what it was.</summary>
    public void TakeCookie(HttpResponseMessage answer)
    {
        if (Client.DefaultRequestHeaders.Contains("Cookie") && answer.IsSuccessStatusCode && answer.RequestMessage!.RequestUri!.AbsolutePath != Routes.Logout && answer.Header("Set-Cookie") is { } cookie)
        {
            Client.DefaultRequestHeaders.Remove("Cookie");
            Client.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        }
    }

    public void Dispose() => Client.Dispose();
}
