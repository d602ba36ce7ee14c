BEGIN TRANSACTION;
CREATE TABLE batch (
            batch_id TEXT PRIMARY KEY,      -- UTC time and a few letters
            made_at TEXT NOT NULL           -- UTC, ISO
        );
INSERT INTO "batch" VALUES('20261121T063832Z-abad','2026-11-21T06:38:33+00:00');
CREATE TABLE cache_version (version INTEGER);
INSERT INTO "cache_version" VALUES(1);
CREATE TABLE dropped_win (
            win_id TEXT PRIMARY KEY,
            made_at TEXT NOT NULL
        );
INSERT INTO "dropped_win" VALUES('Wojpedv','2026-11-21T06:38:33+00:00');
CREATE TABLE edit (
            run_no INTEGER NOT NULL REFERENCES run,
            field TEXT NOT NULL,
            value TEXT,
            PRIMARY KEY (run_no, field)
        );
CREATE TABLE goal (
            name TEXT PRIMARY KEY,
            body TEXT NOT NULL              -- JSON
        );
INSERT INTO "goal" VALUES('City 10K','{"name": "City 10K", "date": "2026-09-06", "distance_m": 10000.0, "set_on": "2026-03-01", "ascent_m": null, "terrain": "road", "time_s": null, "cutoff_s": null, "start": null, "priority": "A", "course_file": null, "rewards": {}}');
CREATE TABLE import_line (
            batch_id TEXT NOT NULL REFERENCES batch ON DELETE CASCADE,
            source TEXT NOT NULL,           -- as the runner named it
            outcome TEXT NOT NULL,          -- imported, merged, unchanged, skipped, failed
            reason TEXT
        );
INSERT INTO "import_line" VALUES('20261121T063832Z-abad','2026-03-01.gpx','imported',NULL);
INSERT INTO "import_line" VALUES('20261121T063832Z-abad','2026-03-03.gpx','imported',NULL);
INSERT INTO "import_line" VALUES('20261121T063832Z-abad','2026-03-05.gpx','imported',NULL);
INSERT INTO "import_line" VALUES('20261121T063832Z-abad','2026-03-07.gpx','imported',NULL);
CREATE TABLE measured (recording_id INTEGER PRIMARY KEY REFERENCES recording ON DELETE CASCADE, row TEXT);
INSERT INTO "measured" VALUES(1,'{"book": "road", "distance_m": 1199.1478649845324, "distance_source": "gps", "elapsed_s": 400.0, "timer_s": 400.0, "moving_s": 400.0, "ascent_m": null, "ascent_source": null, "nonstop_moving_m": 1199.1478649845324, "nonstop_run_m": 1199.1478649845324, "quality": "good", "quality_reasons": null, "avg_hr_bpm": null, "max_hr_bpm": null, "avg_cadence_spm": null, "avg_temperature_c": null}');
INSERT INTO "measured" VALUES(2,'{"book": "road", "distance_m": 1498.9261500797957, "distance_source": "gps", "elapsed_s": 500.0, "timer_s": 500.0, "moving_s": 500.0, "ascent_m": null, "ascent_source": null, "nonstop_moving_m": 1498.9261500797957, "nonstop_run_m": 1498.9261500797957, "quality": "good", "quality_reasons": null, "avg_hr_bpm": null, "max_hr_bpm": null, "avg_cadence_spm": null, "avg_temperature_c": null}');
INSERT INTO "measured" VALUES(3,'{"book": "road", "distance_m": 2398.2934763884145, "distance_source": "gps", "elapsed_s": 800.0, "timer_s": 800.0, "moving_s": 800.0, "ascent_m": null, "ascent_source": null, "nonstop_moving_m": 2398.2934763884145, "nonstop_run_m": 2398.2934763884145, "quality": "good", "quality_reasons": null, "avg_hr_bpm": null, "max_hr_bpm": null, "avg_cadence_spm": null, "avg_temperature_c": null}');
INSERT INTO "measured" VALUES(4,'{"book": "road", "distance_m": 899.3583336727462, "distance_source": "gps", "elapsed_s": 300.0, "timer_s": 300.0, "moving_s": 300.0, "ascent_m": null, "ascent_source": null, "nonstop_moving_m": 899.3583336727462, "nonstop_run_m": 899.3583336727462, "quality": "good", "quality_reasons": null, "avg_hr_bpm": null, "max_hr_bpm": null, "avg_cadence_spm": null, "avg_temperature_c": null}');
CREATE TABLE measured_climb (recording_id INTEGER NOT NULL REFERENCES recording ON DELETE CASCADE, started_at_m ANY, started_at_s ANY, length_m ANY, gain_m ANY, grade ANY, elapsed_s ANY, vam_m_per_h ANY, start_lat_deg ANY, start_lon_deg ANY, end_lat_deg ANY, end_lon_deg ANY);
CREATE TABLE measured_effort (recording_id INTEGER NOT NULL REFERENCES recording ON DELETE CASCADE, distance_m ANY, elapsed_s ANY, started_at_s ANY, started_at_m ANY, net_gain_m ANY, quality ANY, reason ANY, supported ANY);
INSERT INTO "measured_effort" VALUES(1,400,1.33425549405051611982e+02,6.57445059494840045033e+00,1.97058959813675755867e+01,NULL,'ok',NULL,0);
INSERT INTO "measured_effort" VALUES(1,804.672,2.68413596147633143123e+02,1.58640385236684711145e+00,4.75499950112975877658e+00,NULL,'ok',NULL,0);
INSERT INTO "measured_effort" VALUES(1,1000,3.33569587844262457573e+02,6.43041215573753355272e+00,1.92741630997502397804e+01,NULL,'ok',NULL,0);
INSERT INTO "measured_effort" VALUES(2,400,1.33425549405051611982e+02,6.57445059494840045033e+00,1.97058959813675755867e+01,NULL,'ok',NULL,0);
INSERT INTO "measured_effort" VALUES(2,804.672,2.68413596147633143123e+02,1.58640385236684711145e+00,4.75499950112975877658e+00,NULL,'ok',NULL,0);
INSERT INTO "measured_effort" VALUES(2,1000,3.33569587844262457573e+02,6.43041215573753355272e+00,1.92741630997502397804e+01,NULL,'ok',NULL,0);
INSERT INTO "measured_effort" VALUES(3,400,1.33425549405051611982e+02,6.57445059494840045033e+00,1.97058959813675755867e+01,NULL,'ok',NULL,0);
INSERT INTO "measured_effort" VALUES(3,804.672,2.68413596147633143123e+02,1.58640385236684711145e+00,4.75499950112975877658e+00,NULL,'ok',NULL,0);
INSERT INTO "measured_effort" VALUES(3,1000,3.33569587844262457573e+02,6.43041215573753355272e+00,1.92741630997502397804e+01,NULL,'ok',NULL,0);
INSERT INTO "measured_effort" VALUES(3,1609.344,5.36828727172086587419e+02,10,2.99734490308725760598e+01,NULL,'ok',NULL,0);
INSERT INTO "measured_effort" VALUES(4,400,1.33425549405051611982e+02,6.57445059494840045033e+00,1.97058959813675755867e+01,NULL,'ok',NULL,0);
INSERT INTO "measured_effort" VALUES(4,804.672,2.68413596147633143123e+02,1.58640385236684711145e+00,4.75499950112975877658e+00,NULL,'ok',NULL,0);
CREATE TABLE migration (name TEXT PRIMARY KEY);
INSERT INTO "migration" VALUES('m001_initial');
CREATE TABLE note (
            note_id INTEGER PRIMARY KEY,
            run_no INTEGER NOT NULL REFERENCES run,
            made_at TEXT NOT NULL,
            text TEXT NOT NULL,
            feel INTEGER
        );
INSERT INTO "note" VALUES(1,2,'2026-11-21T06:38:33+00:00','slept badly',-2);
CREATE TABLE recording (
            recording_id INTEGER PRIMARY KEY,
            run_no INTEGER NOT NULL REFERENCES run,
            batch_id TEXT NOT NULL REFERENCES batch,
            sha256 TEXT NOT NULL,
            part INTEGER NOT NULL,          -- which activity of its file
            start_epoch REAL NOT NULL,      -- seconds, UTC
            facts TEXT NOT NULL,            -- JSON: what the file said, but for the samples
            samples BLOB NOT NULL,
            UNIQUE (sha256, part)
        );
INSERT INTO "recording" VALUES(1,1,'20261121T063832Z-abad','ac94a7a70ff2fe7107cc2f0cc2f93406a5109c2944ef2f878b71638745147659',0,1772359200.0,'{"source": "2026-03-01.gpx", "source_format": "gpx", "sport": "running", "sub_sport": null, "start_time": "2026-03-01T10:00:00+00:00", "utc_offset_s": -10800, "tz_source": "position", "pauses": [], "totals": {"distance_m": null, "elapsed_s": null, "timer_s": null, "moving_s": null, "ascent_m": null, "avg_hr_bpm": null, "max_hr_bpm": null}, "device": "made up", "altitude_source": null, "name": "Plateau 1200", "note": null, "is_race": false, "problems": [], "laps": []}',X'52575331789CE3666460A8562ACA2F2F56B23231D4514ACE48CCCB4BCD01F2A2AB95F212735395AC945273120B8A5353E28B9574944A2A0B804240857910F5B989C5D94A56063A4A699945C5254056AD0E5C5F4E62497C4A6A3A11BA744D0C0D2000597B7E1E8A7603DCDACDCC2C31B427E694649694A6A4C6E7126102587B6D6CAD0091409D48D0DD83067170B988040C5406009AD16E87');
INSERT INTO "recording" VALUES(2,2,'20261121T063832Z-abad','c90258a8f5db8f2846bef956b837d9c1c71b7420ca312f5b8e6e626802ef5ebd',0,1772532000.0,'{"source": "2026-03-03.gpx", "source_format": "gpx", "sport": "running", "sub_sport": null, "start_time": "2026-03-03T10:00:00+00:00", "utc_offset_s": -10800, "tz_source": "position", "pauses": [], "totals": {"distance_m": null, "elapsed_s": null, "timer_s": null, "moving_s": null, "ascent_m": null, "avg_hr_bpm": null, "max_hr_bpm": null}, "device": "made up", "altitude_source": null, "name": "Plateau 1500", "note": null, "is_race": false, "problems": [], "laps": []}',X'52575331789CE3666460A8562ACA2F2F56B23235D4514ACE48CCCB4BCD01F2A2AB95F212735395AC945273120B8A5353E28B9574944A2A0B804240857910F5B989C5D94A56063A4A699945C5254056AD0E5C5F4E62497C4A6A3A11BA744D0C0D2000597B7E1E8A7603DCDACDCC2C31B427E694649694A6A4C6E7126102587B6D6CAD00C9409D64D0DD8306F17381025C2403063A0000BDFD7688');
INSERT INTO "recording" VALUES(3,3,'20261121T063832Z-abad','411ac94a25da84d3eee77777768f49aeb13362bfe31c6bccf7b6a07f10965541',0,1772704800.0,'{"source": "2026-03-05.gpx", "source_format": "gpx", "sport": "running", "sub_sport": null, "start_time": "2026-03-05T10:00:00+00:00", "utc_offset_s": -10800, "tz_source": "position", "pauses": [], "totals": {"distance_m": null, "elapsed_s": null, "timer_s": null, "moving_s": null, "ascent_m": null, "avg_hr_bpm": null, "max_hr_bpm": null}, "device": "made up", "altitude_source": null, "name": "Plateau 2400", "note": null, "is_race": false, "problems": [], "laps": []}',X'52575331789CE3666460A8562ACA2F2F56B2B230D4514ACE48CCCB4BCD01F2A2AB95F212735395AC945273120B8A5353E28B9574944A2A0B804240857910F5B989C5D94A56063A4A699945C5254056AD0E5C5F4E62497C4A6A3A11BA744D0C0D2000597B7E1E8A7603DCDACDCC2C31B427E694649694A6A4C6E7126102587B6D6CAD0095813A9541770F1AC4CF2528C04565C030C8010070CB8E8E');
INSERT INTO "recording" VALUES(4,4,'20261121T063832Z-abad','ec108feae8fb3509694583a73d3b2ba1b533190af223f99fd0efa95ea2fcefb4',0,1772877600.0,'{"source": "2026-03-07.gpx", "source_format": "gpx", "sport": "running", "sub_sport": null, "start_time": "2026-03-07T10:00:00+00:00", "utc_offset_s": -10800, "tz_source": "position", "pauses": [], "totals": {"distance_m": null, "elapsed_s": null, "timer_s": null, "moving_s": null, "ascent_m": null, "avg_hr_bpm": null, "max_hr_bpm": null}, "device": "made up", "altitude_source": null, "name": "Plateau 900", "note": null, "is_race": false, "problems": [], "laps": []}',X'52575331789CE3666460A8562ACA2F2F56B23236D4514ACE48CCCB4BCD01F2A2AB95F212735395AC945273120B8A5353E28B9574944A2A0B804240857910F5B989C5D94A56063A4A699945C5254056AD0E5C5F4E62497C4A6A3A11BA744D0C0D2000597B7E1E8A7603DCDACDCC2C31B427E694649694A6A4C6E7126102587B6D6CAD005EA08E1774F7A041140E175EC040010000D8596685');
CREATE TABLE run (
            run_no INTEGER PRIMARY KEY,
            dropped_at TEXT                 -- the runner took it out of the log
        );
INSERT INTO "run" VALUES(1,NULL);
INSERT INTO "run" VALUES(2,NULL);
INSERT INTO "run" VALUES(3,NULL);
INSERT INTO "run" VALUES(4,'2026-11-21T06:38:33+00:00');
CREATE INDEX import_line_batch ON import_line (batch_id);
CREATE INDEX recording_start ON recording (start_epoch);
CREATE INDEX recording_run ON recording (run_no);
CREATE INDEX measured_effort_owner ON measured_effort (recording_id);
CREATE INDEX measured_climb_owner ON measured_climb (recording_id);
COMMIT;
