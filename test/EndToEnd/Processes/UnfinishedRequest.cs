using System.Net.Sockets;
using System.Text;
using FlextMonitor.Testing;

namespace FlextMonitor.EndToEnd.Tests.Processes;

/// <summary>A request with a body that takes a minute to send, yet fast enough for the server not to abort it.</summary>
internal sealed class UnfinishedRequest : IDisposable
{
    private const int BodyBytes = 30_000;

    /// <summary>Kestrel aborts requests below 240 bytes a second.</summary>
    private const int BytesAtOnce = 250;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly TcpClient _client = new();

    private UnfinishedRequest()
    {
    }

    /// <summary>Completes when the server has closed the connection.</summary>
    public Task Closed { get; private set; } = Task.CompletedTask;

    /// <summary>Sends the head of a POST, and returns once the server waits for the body.</summary>
    /// <param name="server">Its address, such as <c>http://127.0.0.1:5000</c>.</param>
    /// <param name="path">An endpoint that accepts a JSON body.</param>
    public static async Task<UnfinishedRequest> StartAsync(string server, string path)
    {
        var address = new Uri(server);
        var head = $"POST {path} HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: application/json\r\nContent-Length: {BodyBytes}\r\nExpect: 100-continue\r\n\r\n";
        var request = new UnfinishedRequest();
        await request._client.ConnectAsync(address.Host, address.Port).DefaultTimeout();
        var stream = request._client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head)).AsTask().DefaultTimeout();
        using var answer = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        (await answer.ReadLineAsync().DefaultTimeout()).ShouldBe("HTTP/1.1 100 Continue");
        request.Closed = SendUntilClosedAsync(stream);
        return request;
    }

    public void Dispose() => _client.Dispose();

    private static async Task SendUntilClosedAsync(NetworkStream stream)
    {
        var blanks = Encoding.ASCII.GetBytes(new string(' ', BytesAtOnce));
        try
        {
            for (var sent = 0; sent < BodyBytes; sent += BytesAtOnce)
            {
                await stream.WriteAsync(blanks);
                await Task.Delay(Pause, TimeProvider.System);
            }
        }
        catch (IOException)
        {
            return;
        }

        throw new InvalidOperationException("The server accepted the whole request.");
    }
}
