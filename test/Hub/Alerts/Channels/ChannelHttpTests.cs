using System.Net;
using System.Net.Sockets;
using FlextMonitor.Hub.Alerts;
using FlextMonitor.Hub.Alerts.Channels;
using FlextMonitor.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace FlextMonitor.Hub.Tests.Alerts.Channels;

public sealed class ChannelHttpTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(Messages.Noon);
    private readonly ChannelHttp _http;

    public ChannelHttpTests() => _http = Create(allowPrivate: true);

    public void Dispose() => _http.Dispose();

    [Theory]
    [InlineData(200, "Delivered")]
    [InlineData(202, "Delivered")]
    [InlineData(302, "Refused")]
    [InlineData(400, "Refused")]
    [InlineData(404, "Refused")]
    [InlineData(408, "Failed")]
    [InlineData(425, "Failed")]
    [InlineData(429, "Failed")]
    [InlineData(500, "Failed")]
    [InlineData(503, "Failed")]
    public async Task Send_OfAStatus_ClassifiesIt(int status, string result)
    {
        await using var receiver = await RecordingReceiver.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "/elsewhere";
            return context.Response.WriteAsync("said\n so");
        });

        var answer = await SendAsync(receiver.Address);

        answer.Result.ToString().ShouldBe(result);
        answer.Answer.ShouldBe($"{status} said so");
        receiver.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("30", 30)]
    [InlineData("999999", 3600)]
    [InlineData("Thu, 01 Jan 1970 00:00:00 GMT", null)]
    [InlineData("soon", null)]
    public async Task Send_WithRetryAfter_TellsHowLongToWait(string header, int? seconds)
    {
        await using var receiver = await RecordingReceiver.StartAsync(context => AnswerBusyAsync(context, header));

        var answer = await SendAsync(receiver.Address);

        answer.RetryAfter.ShouldBe(seconds is { } wait ? TimeSpan.FromSeconds(wait) : null);
    }

    [Fact]
    public async Task Send_WithRetryAfterAsADate_TellsHowLongToWait()
    {
        await using var receiver = await RecordingReceiver.StartAsync(context => AnswerBusyAsync(context, Messages.Noon.AddMinutes(2).ToString("R")));

        var answer = await SendAsync(receiver.Address);

        answer.RetryAfter.ShouldBe(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task Send_ToAReceiverThatNeverAnswers_FailsAtTheDeadline()
    {
        await using var receiver = await RecordingReceiver.StartAsync(context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted));

        var sending = SendAsync(receiver.Address);
        await receiver.NextAsync();
        _time.Advance(TimeSpan.FromSeconds(10));
        var answer = await sending;

        answer.ShouldBe(new ChannelAnswer(DeliveryResult.Failed, "The receiver did not answer within 10 s."));
    }

    [Fact]
    public async Task Send_ToAClosedPort_Fails()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"http://{listener.LocalEndpoint}";
        listener.Stop();

        var answer = await SendAsync(address);

        answer.Result.ShouldBe(DeliveryResult.Failed);
        answer.Answer.ShouldStartWith("The receiver cannot be reached: ");
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("2130706433")]
    [InlineData("[::ffff:127.0.0.1]")]
    public async Task Send_ToThisMachine_UnlessAllowed_IsRefusedWithoutARequest(string host)
    {
        await using var receiver = await RecordingReceiver.StartAsync(_ => Task.CompletedTask);
        using var http = Create(allowPrivate: false);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://{host}:{new Uri(receiver.Address).Port}");

        var answer = await http.SendAsync(request, [], TestContext.Current.CancellationToken).DefaultTimeout();

        answer.Result.ShouldBe(DeliveryResult.Refused);
        answer.Answer.ShouldContain("Alerts:AllowPrivateTargets");
        receiver.Count.ShouldBe(0);
    }

    private static Task AnswerBusyAsync(HttpContext context, string retryAfter)
    {
        context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        context.Response.Headers.RetryAfter = retryAfter;
        return Task.CompletedTask;
    }

    private ChannelHttp Create(bool allowPrivate) => new(Options.Create(new AlertOptions { AllowPrivateTargets = allowPrivate }), _time);

    private async Task<ChannelAnswer> SendAsync(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address);
        return await _http.SendAsync(request, [], TestContext.Current.CancellationToken).DefaultTimeout();
    }
}
