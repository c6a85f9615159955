using System.Net.Sockets;
using FlextMonitor.Hosting.Programs;
using FlextMonitor.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hosting.Tests.Programs;

public sealed class ProgramHostTests
{
    [Fact]
    public async Task RunProgramAsync_ToldToStop_Ends()
    {
        var work = new Work();
        using var host = Build(work);

        var running = host.RunProgramAsync("The test");
        await work.Started.Task.DefaultTimeout();
        host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        await running.DefaultTimeout();
        work.IsStopped.ShouldBeTrue();
    }

    [Fact]
    public async Task RunProgramAsync_InvalidOptions_StartsNothing()
    {
        var work = new Work();
        using var host = Build(work, services => services.AddOptions<object>().Validate(_ => false, "never").ValidateOnStart());

        await Should.ThrowAsync<OptionsValidationException>(host.RunProgramAsync("The test").DefaultTimeout());

        work.Started.Task.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task RunProgramAsync_StartThatFails_StopsWhatHasStarted()
    {
        var work = new Work();
        using var host = Build(work, services => services.AddSingleton<IHostedService>(new Work { Failure = new InvalidOperationException("a bug") }));

        (await Should.ThrowAsync<InvalidOperationException>(host.RunProgramAsync("The test").DefaultTimeout())).Message.ShouldBe("a bug");

        work.IsStopped.ShouldBeTrue();
    }

    [Fact]
    public async Task RunProgramAsync_AddressThatNothingCanListenAt_NamesIt()
    {
        var refused = Thrown.By("Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets.SocketConnectionListener", new SocketException((int)SocketError.AddressNotAvailable));
        using var host = Build(new Work { Failure = refused }, urls: "http://192.0.2.1:5000");

        (await Should.ThrowAsync<StartException>(host.RunProgramAsync("The test").DefaultTimeout())).Message.ShouldStartWith("nothing can listen at 'http://192.0.2.1:5000': ");
    }

    [Fact]
    public async Task RunProgramAsync_ServiceWhoseServerCannotBeReached_SaysNothingOfTheAddress()
    {
        using var host = Build(new Work { Failure = new SocketException((int)SocketError.ConnectionRefused) }, urls: "http://127.0.0.1:0");

        await Should.ThrowAsync<SocketException>(host.RunProgramAsync("The test").DefaultTimeout());
    }

    [Fact]
    public async Task RunProgramAsync_StopThatFailsAfterAStartThatFailed_ThrowsWhyTheStartFailedAndLogsTheOther()
    {
        var log = new RecordedLog();
        var work = new Work { StopFailure = new InvalidOperationException("cannot stop") };
        using var host = Build(work, services => services
            .AddSingleton<IHostedService>(new Work { Failure = new InvalidOperationException("a bug") })
            .AddLogging(logging => logging.AddProvider(log.CreateProvider())));

        (await Should.ThrowAsync<InvalidOperationException>(host.RunProgramAsync("The test").DefaultTimeout())).Message.ShouldBe("a bug");

        log.Entries.Where(entry => entry.Message.Contains("could not be stopped", StringComparison.Ordinal))
            .ShouldHaveSingleItem().Exception.ShouldNotBeNull().ToString().ShouldContain("cannot stop");
    }

    [Fact]
    public async Task RunProgramAsync_ToldToStopWhileItStarts_EndsWithoutAFailure()
    {
        var work = new Work { NeverStarts = true };
        using var host = Build(work);

        var running = host.RunProgramAsync("The test");
        await work.Started.Task.DefaultTimeout();
        host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        await running.DefaultTimeout();
    }

    private static IHost Build(Work work, Action<IServiceCollection>? add = null, string? urls = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Configuration.AddInMemoryCollection([new("urls", urls)]);
        builder.Services.AddHostedService(_ => work);
        add?.Invoke(builder.Services);
        return builder.Build();
    }

    private sealed class Work : IHostedService
    {
        public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Exception? Failure { get; init; }

        public bool NeverStarts { get; init; }

        public Exception? StopFailure { get; init; }

        public bool IsStopped { get; private set; }

        public async Task StartAsync(CancellationToken cancellationToken)
        {
            Started.TrySetResult();
            if (Failure is not null)
            {
                throw Failure;
            }

            if (NeverStarts)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            }
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            IsStopped = true;
            return StopFailure is null ? Task.CompletedTask : Task.FromException(StopFailure);
        }
    }
}
