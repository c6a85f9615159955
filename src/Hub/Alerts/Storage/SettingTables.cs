using Microsoft.EntityFrameworkCore;

namespace FlextMonitor.Hub.Alerts.Storage;

/// <summary>The tables of what people set: rules, channels, routes and silences.</summary>
internal static class SettingTables
{
    private const int LongestKind = 32;

    public static void DescribeSettings(this ModelBuilder model)
    {
        model.Entity<RuleRow>(rule =>
        {
            rule.ToTable("AlertRules");
            rule.Property(row => row.Id).HasMaxLength(ProblemTables.LongestId);
            rule.Property(row => row.Name).HasMaxLength(ProblemTables.LongestName);
            rule.Property(row => row.Kind).HasMaxLength(LongestKind);
            rule.Property(row => row.Match).HasJson();
            rule.Property(row => row.Settings).HasJson();
            rule.Property(row => row.UpdatedBy).HasMaxLength(ProblemTables.LongestName);
        });
        model.Entity<ChannelRow>(channel =>
        {
            channel.ToTable("AlertChannels");
            channel.Property(row => row.Id).HasMaxLength(ProblemTables.LongestId);
            channel.Property(row => row.Name).HasMaxLength(ProblemTables.LongestName);
            channel.Property(row => row.Kind).HasMaxLength(LongestKind);
            channel.Property(row => row.Settings).HasJson();
            channel.Property(row => row.UpdatedBy).HasMaxLength(ProblemTables.LongestName);
        });
        model.Entity<RouteRow>(route =>
        {
            route.ToTable("AlertRoutes");
            route.Property(row => row.Id).HasMaxLength(ProblemTables.LongestId);
            route.Property(row => row.Name).HasMaxLength(ProblemTables.LongestName);
            route.Property(row => row.Channels).HasJson();
            route.Property(row => row.Match).HasJson();
            route.Property(row => row.Weekly).HasJson();
            route.Property(row => row.Zone).HasMaxLength(ProblemTables.LongestId);
            route.Property(row => row.EscalateTo).HasMaxLength(ProblemTables.LongestId);
            route.Property(row => row.UpdatedBy).HasMaxLength(ProblemTables.LongestName);
        });
        model.Entity<SilenceRow>(silence =>
        {
            silence.ToTable("Silences");
            silence.Property(row => row.Id).HasMaxLength(ProblemTables.LongestId);
            silence.Property(row => row.Match).HasJson();
            silence.Property(row => row.Weekly).HasJson();
            silence.Property(row => row.Zone).HasMaxLength(ProblemTables.LongestId);
            silence.Property(row => row.CreatedBy).HasMaxLength(ProblemTables.LongestName);
        });
    }
}
