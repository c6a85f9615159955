using System.Collections.Concurrent;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Access.Passwords;
using FlextMonitor.Testing;
using Microsoft.Extensions.Logging;

namespace FlextMonitor.Hub.Tests.Access.Passwords;

public sealed class PasswordThreadsTests : IDisposable
{
    private readonly RecordedLog _log = new();
    private readonly PasswordThreads _threads;
    private readonly ManualResetEventSlim _open = new();
    private int _running;

    public PasswordThreadsTests() => _threads = new PasswordThreads(TimeProvider.System, _log.For<PasswordThreads>());

    public void Dispose()
    {
        _open.Set();
        _threads.Dispose();
        _open.Dispose();
    }

    [Fact]
    public async Task Run_Many_ComputesOnAboutHalfOfTheCores_OffTheThreadPool()
    {
        var isOfPool = await _threads.RunAsync(() => Thread.CurrentThread.IsThreadPoolThread).DefaultTimeout();
        var held = await HoldAsync();
        var others = Enumerable.Range(0, PasswordThreads.WaitingForEach).Select(_ => _threads.RunAsync(Hold)).ToList();

        isOfPool.ShouldBeFalse();
        Volatile.Read(ref _running).ShouldBe(Math.Max(1, Environment.ProcessorCount / 2));
        _open.Set();
        await Task.WhenAll([.. held, .. others]).DefaultTimeout();
    }

    [Fact]
    public async Task Run_MoreThanMayWait_IsRefusedAndSaysWhen_AndIsLoggedOnce()
    {
        var held = await HoldAsync();
        var waiting = Enumerable.Range(0, PasswordThreads.Count * PasswordThreads.WaitingForEach).Select(_ => _threads.RunAsync(Hold)).ToList();

        for (var i = 0; i < 3; i++)
        {
            (await Should.ThrowAsync<OverloadedException>(() => _threads.RunAsync(Hold))).RetryAfter.ShouldBeGreaterThan(TimeSpan.Zero);
        }

        _log.Entries.Count(entry => entry.Level == LogLevel.Warning).ShouldBe(1);
        _open.Set();
        await Task.WhenAll([.. held, .. waiting]).DefaultTimeout();
    }

    [Fact]
    public async Task Run_OfAKnownCaller_StillFindsAPlace_AndComesFirst()
    {
        var held = await HoldAsync();
        var order = new ConcurrentQueue<string>();
        var waiting = Enumerable.Range(0, PasswordThreads.Count * PasswordThreads.WaitingForEach).Select(_ => _threads.RunAsync(() => Note(order, "other"))).ToList();

        var known = _threads.RunAsync(() => Note(order, "known"), isKnown: true);
        _open.Set();
        await Task.WhenAll([.. held, .. waiting, known]).DefaultTimeout();

        order.Take(PasswordThreads.Count).ShouldContain("known");
    }

    [Fact]
    public async Task Run_WorkThatFails_FailsAlone()
    {
        await Should.ThrowAsync<InvalidOperationException>(() => _threads.RunAsync(Fail).DefaultTimeout());
        await Should.ThrowAsync<IOException>(() => _threads.RunAsync(() => Task.FromException<int>(new IOException("later"))).DefaultTimeout());

        (await _threads.RunAsync(() => 1).DefaultTimeout()).ShouldBe(1);
    }

    private static int Fail() => throw new InvalidOperationException("of this work");

    private static bool Note(ConcurrentQueue<string> order, string what)
    {
        order.Enqueue(what);
        return true;
    }

    /// <summary>Occupies every thread.</summary>
    private async Task<List<Task<bool>>> HoldAsync()
    {
        var held = Enumerable.Range(0, PasswordThreads.Count).Select(_ => _threads.RunAsync(Hold)).ToList();
        await Eventually.IsAsync(() => Volatile.Read(ref _running) == PasswordThreads.Count);
        return held;
    }

    private bool Hold()
    {
        Interlocked.Increment(ref _running);
        return _open.Wait(TimeSpan.FromSeconds(30));
    }
}
