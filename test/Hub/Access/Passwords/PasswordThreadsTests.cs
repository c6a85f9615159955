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
    private readonly ManualResetEventSlim _first = new();
    private int _running;

    public PasswordThreadsTests() => _threads = new PasswordThreads(TimeProvider.System, _log.For<PasswordThreads>());

    public void Dispose()
    {
        _open.Set();
        _threads.Dispose();
        _open.Dispose();
        _first.Dispose();
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
        _threads.IsCrowded.ShouldBeTrue();
        _first.Set();
        await Task.WhenAll([.. waiting, known]).DefaultTimeout();

        // The others are still held, so that one thread alone noted the order.
        order.AsEnumerable().ShouldBe(["known", .. waiting.Select(_ => "other")]);
        _open.Set();
        await Task.WhenAll(held).DefaultTimeout();
    }

    [Fact]
    public async Task Run_WorkThatFails_FailsAlone()
    {
        await Should.ThrowAsync<InvalidOperationException>(() => _threads.RunAsync(Fail).DefaultTimeout());

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

    /// <summary>Waits until all are released; the first one can be released before.</summary>
    private bool Hold() => Interlocked.Increment(ref _running) == 1
        ? WaitHandle.WaitAny([_open.WaitHandle, _first.WaitHandle], TimeSpan.FromSeconds(30)) != WaitHandle.WaitTimeout
        : _open.Wait(TimeSpan.FromSeconds(30));
}
