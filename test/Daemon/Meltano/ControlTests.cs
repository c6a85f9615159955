using FlextMonitor.Daemon.Runs;
using FlextMonitor.Testing;
using FlextMonitor.Testing.Meltano;

namespace FlextMonitor.Daemon.Tests.Meltano;

/// <summary>Starting and cancelling runs with a real program called <c>meltano</c>, which writes down how it was called.</summary>
public sealed class ControlTests : IAsyncLifetime
{
    private readonly MeltanoFolder _folder = new();
    private readonly string? _path = Environment.GetEnvironmentVariable("PATH");
    private MeltanoRig _rig = null!;
    private MeltanoTable _table = null!;

    private static CancellationToken Ended => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Environment.SetEnvironmentVariable("PATH", $"{Path.Combine(_folder.Path, "bin")}:{_path}");
        _table = await _folder.CreateDatabaseAsync();
        _rig = new MeltanoRig(_folder, MeltanoRig.OptionsOf(_folder) with { AllowControl = true, Environment = "dev" });
        await _rig.ReadAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _rig.DisposeAsync();
        Environment.SetEnvironmentVariable("PATH", _path);
        _folder.Dispose();
    }

    [Fact]
    public async Task Start_AJob_RunsMeltanoInTheProject_AndItsOutputIsTheLog()
    {
        WriteProgram("""echo "$PWD|$*|$TAP_A_START|$MELTANO_JOB_TRIGGER" """);

        var started = (await StartAsync(new RunRequest("daily-load", FullRefresh: true, new Dictionary<string, string> { ["TAP_A_START"] = "2026" }))).Started.ShouldNotBeNull();
        var log = await ReadLogAsync(started.Id);
        await EndOfAsync(started.Id);

        log.ShouldHaveSingleItem().Message.ShouldBe($"{_folder.Path}|--environment dev run --full-refresh daily-load|2026|{started.Id}");
        var run = (await _rig.ListAsync()).ShouldHaveSingleItem();
        (run.Id, run.PipelineId, run.State, run.TriggeredBy).ShouldBe((started.Id, "daily-load", RunState.Success, "api"));
    }

    [Fact]
    public async Task Start_AProgramThatWritesSecretsCodesAndAnEndlessLine_HasAReadableLog()
    {
        _folder.Write("meltano.yml", $"{MeltanoFolder.DefaultYaml}\nx: 1\n".Replace("- name: tap-a", "- name: tap-a\n    config: {password: hunter22}", StringComparison.Ordinal));
        _rig.Files.Step();
        _rig.Files.Step();
        WriteProgram("""
            printf '2026-11-24T01:59:59Z [\033[31merror    \033[0m] refused hun\033[0mter22\n'
            head -c 10000000 /dev/zero | tr '\000' x
            """);

        var started = (await StartAsync(new RunRequest("daily-load", false, new Dictionary<string, string>()))).Started.ShouldNotBeNull();
        var log = await ReadLogAsync(started.Id);

        log.Count.ShouldBe(2);
        (log[0].Message, log[0].Level, log[0].Time).ShouldBe(("refused *****", "ERROR", new DateTimeOffset(2026, 11, 24, 1, 59, 59, TimeSpan.Zero)));
        (log[1].Message.Length, log[1].Message[^1]).ShouldBe((16_001, '…'));
    }

    [Fact]
    public async Task Start_AProgramThatFailsBeforeItsRow_IsAFailedRunWithItsOutput()
    {
        WriteProgram("echo 'Need help?' >&2; exit 3");

        var started = (await StartAsync(new RunRequest("daily-load", false, new Dictionary<string, string>()))).Started.ShouldNotBeNull();
        await EndOfAsync(started.Id);

        var run = (await _rig.ListAsync()).ShouldHaveSingleItem();
        (run.State, run.Error).ShouldBe((RunState.Failed, "meltano ended with exit code 3\nNeed help?"));
    }

    [Fact]
    public async Task Start_OnceMeltanoHasWrittenItsRow_IsThatRow()
    {
        WriteProgram("echo started; exec sleep 60");
        var started = (await StartAsync(new RunRequest("daily-load", false, new Dictionary<string, string>()))).Started.ShouldNotBeNull();

        var id = await _table.InsertAsync(new MeltanoRun(_rig.Now) { Trigger = started.Id });
        var run = (await _rig.ListAsync()).ShouldHaveSingleItem();
        var byFirstId = await _rig.Runs.FindRunAsync(started.Id, Ended);
        var again = await StartAsync(new RunRequest("daily-load", false, new Dictionary<string, string>()));
        var cancelled = await _rig.Runs.CancelAsync(run.Id, Ended);
        await EndOfAsync(started.Id);
        await _table.EndAsync(id, "FAIL", _rig.Now, """{"error": "The process was terminated"}""");

        (run.Id, run.TriggeredBy, byFirstId!.Id).ShouldBe((id.ToString(System.Globalization.CultureInfo.InvariantCulture), "api", run.Id));
        again.Refused.ShouldNotBeNull().Message.ShouldContain("is running already");
        cancelled.ShouldBeNull();
        (await _rig.ListAsync()).ShouldHaveSingleItem().State.ShouldBe(RunState.Cancelled);
    }

    [Fact]
    public async Task Stop_OfTheDaemon_EndsItsRuns()
    {
        WriteProgram("exec sleep 60");
        var started = (await StartAsync(new RunRequest("daily-load", false, new Dictionary<string, string>()))).Started.ShouldNotBeNull();

        await _rig.Control.StopAsync(Ended).DefaultTimeout();

        (await _rig.Runs.FindRunAsync(started.Id, Ended))!.State.ShouldBe(RunState.Cancelled);
    }

    [Theory]
    [InlineData("no-such", null, "there is no pipeline 'no-such'")]
    [InlineData("daily-load", "PATH", "the variable 'PATH' cannot be set")]
    [InlineData("daily-load", "LD_PRELOAD", "the variable 'LD_PRELOAD' cannot be set")]
    [InlineData("daily-load", "a b", "the variable 'a b' cannot be set")]
    public async Task Start_WhatCannotBe_IsRefusedWithTheReason(string pipeline, string? variable, string reason)
    {
        var environment = variable is null ? new Dictionary<string, string>() : new Dictionary<string, string> { [variable] = "x" };

        (await StartAsync(new RunRequest(pipeline, false, environment))).Refused.ShouldNotBeNull().Message.ShouldContain(reason);
    }

    [Fact]
    public async Task Start_WhereTheProcessCannotStart_IsRefusedWithTheReason()
    {
        Directory.Delete(_folder.Path, recursive: true);

        var refused = (await StartAsync(new RunRequest("daily-load", false, new Dictionary<string, string>()))).Refused;

        refused.ShouldNotBeNull().Message.ShouldStartWith("meltano cannot be started: ");
    }

    [Fact]
    public async Task StartAndCancel_WithoutPermission_AreRefusedWithTheNameOfTheSetting()
    {
        await using var rig = new MeltanoRig(_folder);
        var id = await _table.InsertAsync(new MeltanoRun(rig.Now));
        await rig.ReadAsync();

        var start = await rig.Runs.StartAsync(new RunRequest("daily-load", false, new Dictionary<string, string>()), Ended);
        var cancel = await rig.Runs.CancelAsync(id.ToString(System.Globalization.CultureInfo.InvariantCulture), Ended);

        start.Refused.ShouldNotBeNull().Message.ShouldStartWith("Meltano:AllowControl is false");
        cancel.ShouldNotBeNull().Message.ShouldStartWith("Meltano:AllowControl is false");
    }

    private async Task<StartResult> StartAsync(RunRequest request) => await _rig.Runs.StartAsync(request, Ended);

    private async Task<List<RunLogLine>> ReadLogAsync(string id)
    {
        var lines = new List<RunLogLine>();
        await foreach (var line in _rig.Runs.ReadLogAsync(id, null, follow: true, Ended))
        {
            lines.Add(line);
        }

        return lines;
    }

    private Task EndOfAsync(string id) => _rig.Control.Children.Single(child => child.Id == id).Ended.DefaultTimeout();

    private void WriteProgram(string script)
    {
        _folder.Write("bin/meltano", $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Path.Combine(_folder.Path, "bin", "meltano"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
